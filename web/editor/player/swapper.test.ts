import { expect, test } from "vitest";
import { makeClip } from "@/remotion/clip.factory.ts";
import { createPlayback } from "./playback.ts";
import { ClipSwapper } from "./swapper.ts";

const clip = (id: string, version: number, durationInFrames = 90) =>
  makeClip({
    sceneId: id,
    version,
    durationInFrames,
    url: `https://chunks.test/${id}-v${version}`,
  });

function setUp() {
  const playback = createPlayback();
  const arrivals = new Map<string, () => void>();
  const steps: string[] = [];
  const swapper = new ClipSwapper([], {
    fps: 30,
    playback,
    loadingText: "Loading",
    fetchChunk: (url) => ({
      done: new Promise<void>((resolve) => arrivals.set(url.split("/").at(-1) ?? "", resolve)),
      free: () => steps.push(`free ${url}`),
    }),
    whenPainted: (act) => {
      steps.push("painted");
      act();
      return () => undefined;
    },
    flush: (change) => {
      steps.push("flush");
      change();
    },
  });
  swapper.connect({ hold: () => steps.push("hold"), onSwapped: () => undefined });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const arrive = async (name: string) => {
    arrivals.get(name)?.();
    await settle();
    if (swapper.snapshot().staged) swapper.onStagedFrame();
    await settle();
  };
  const versions = () => swapper.snapshot().clips.map(({ url, version }) => (url ? version : 0));
  return { playback, swapper, steps, settle, arrive, versions };
}

test("a chunk enters the picture when it is here, and not before", async () => {
  const { swapper, settle, arrive, versions } = setUp();
  swapper.want([clip("a", 1), clip("b", 1)]);
  await settle();
  expect(versions()).toEqual([0, 0]);
  await arrive("a-v1");
  expect(versions()).toEqual([1, 0]);
  await arrive("b-v1");
  expect(versions()).toEqual([1, 1]);
});

test("the version on screen stays while a newer one is on its way", async () => {
  const { swapper, playback, arrive, settle, versions } = setUp();
  swapper.want([clip("a", 1), clip("b", 1)]);
  await arrive("a-v1");
  await arrive("b-v1");
  playback.seek(120);
  swapper.want([clip("a", 2, 60), clip("b", 1)]);
  await settle();
  expect(versions()).toEqual([1, 1]);
  await arrive("a-v2");
  expect(versions()).toEqual([2, 1]);
  expect(playback.frame()).toBe(90);
});

test("what is on screen is held before anything changes", async () => {
  const { swapper, steps, arrive } = setUp();
  swapper.want([clip("a", 1)]);
  await arrive("a-v1");
  expect(steps.slice(-2)).toEqual(["hold", "flush"]);
});

test("what a scene is called changes without touching the picture", async () => {
  const { swapper, steps, arrive } = setUp();
  swapper.want([clip("a", 1)]);
  await arrive("a-v1");
  steps.length = 0;
  swapper.want([{ ...clip("a", 1), title: "Another" }]);
  expect(swapper.snapshot().clips[0]?.title).toBe("Another");
  expect(steps).toEqual([]);
});
