import { describe, expect, test } from "vitest";
import { placeClips } from "./clip.ts";
import { makeClip } from "./clip.factory.ts";
import { droppedUrls, keepClips, planSwap } from "./swap.ts";

const scene = (id: string, version: number, durationInFrames: number) =>
  makeClip({
    sceneId: id,
    version,
    durationInFrames,
    url: `https://chunks.test/${id}-v${version}.mp4`,
  });

const place = (...clips: ReturnType<typeof scene>[]) => placeClips(clips, 30);
const shown = place(scene("a", 1, 90), scene("b", 1, 75), scene("c", 1, 120));

describe("a new version is swapped in with the playhead kept", () => {
  test("nothing changes when nothing changed", () => {
    expect(
      planSwap(shown, place(scene("a", 1, 90), scene("b", 1, 75), scene("c", 1, 120)), 10),
    ).toEqual({
      kind: "none",
    });
  });

  test("a new title or a word on a card leaves the picture and the playhead alone", () => {
    const [first, ...rest] = shown;
    const renamed = [{ ...first, title: "Another" }, ...rest] as typeof shown;
    expect(planSwap(shown, renamed, 10)).toEqual({ kind: "words" });
    const kept = keepClips(shown, structuredClone(renamed));
    expect(kept[0]?.title).toBe("Another");
    expect(kept[1]).toBe(shown[1]);
  });

  test("[web:player:swap-plan] the scene under the playhead is painted below first", () => {
    const plan = planSwap(
      shown,
      place(scene("a", 1, 90), scene("b", 2, 105), scene("c", 1, 120)),
      130,
    );
    expect(plan).toMatchObject({
      kind: "staged",
      frame: 130,
      staged: { sceneId: "b", version: 2, startFrame: 90 },
    });
  });

  test("a playhead past the end of a shorter version lands on its last frame", () => {
    const plan = planSwap(
      shown,
      place(scene("a", 1, 90), scene("b", 3, 50), scene("c", 1, 120)),
      160,
    );
    expect(plan).toEqual({ kind: "direct", frame: 139 });
  });

  test("a playhead in a later scene moves by the difference", () => {
    const plan = planSwap(
      shown,
      place(scene("a", 1, 90), scene("b", 2, 105), scene("c", 1, 120)),
      195,
    );
    expect(plan).toEqual({ kind: "direct", frame: 225 });
  });

  test("the playhead follows its scene when scenes are put in another order", () => {
    const plan = planSwap(
      shown,
      place(scene("c", 1, 120), scene("a", 1, 90), scene("b", 1, 75)),
      5,
    );
    expect(plan).toEqual({ kind: "direct", frame: 125 });
  });

  test("when its scene is taken out, it goes to what came after", () => {
    expect(planSwap(shown, place(scene("a", 1, 90), scene("c", 1, 120)), 100)).toEqual({
      kind: "direct",
      frame: 90,
    });
  });

  test("addresses no longer shown are let go", () => {
    const wanted = place(scene("a", 1, 90), scene("b", 2, 105));
    expect(droppedUrls(shown, wanted)).toEqual([
      "https://chunks.test/b-v1.mp4",
      "https://chunks.test/c-v1.mp4",
    ]);
  });
});
