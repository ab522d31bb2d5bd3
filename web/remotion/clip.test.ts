import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Clip,
  clipAt,
  clipsNear,
  placeClips,
  toFrame,
  toPlayhead,
  totalFrames,
} from "./clip.ts";
import { makeClip } from "./clip.factory.ts";

const lengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 60 });
const clipsOf = (durations: number[]): Clip[] =>
  durations.map((durationInFrames, index) => makeClip({ sceneId: `s${index}`, durationInFrames }));

describe("placing clips", () => {
  test("[web:player:no-gaps] clips lie end to end, and their frames add up", () => {
    fc.assert(
      fc.property(lengths, (durations) => {
        const placed = placeClips(clipsOf(durations), 30);
        placed.forEach((clip, index) => {
          const before = placed[index - 1];
          expect(clip.startFrame).toBe(before ? before.startFrame + before.durationInFrames : 0);
        });
        expect(totalFrames(placed)).toBe(durations.reduce((sum, value) => sum + value, 0));
      }),
    );
  });

  test("a scene without a picture holds its place with a card", () => {
    const placed = placeClips([makeClip({ url: null, durationInFrames: 0 }), makeClip()], 30);
    expect(placed.map((clip) => clip.startFrame)).toEqual([0, 90]);
  });

  test("every frame belongs to exactly the clip that covers it", () => {
    fc.assert(
      fc.property(lengths, fc.nat(), (durations, seed) => {
        const placed = placeClips(clipsOf(durations), 30);
        const frame = seed % totalFrames(placed);
        const clip = clipAt(placed, frame);
        const covering = placed.filter(
          ({ startFrame, durationInFrames }) =>
            startFrame <= frame && frame < startFrame + durationInFrames,
        );
        expect(covering).toEqual([clip]);
        const playhead = toPlayhead(placed, frame);
        expect(playhead && toFrame(placed, playhead)).toBe(frame);
      }),
    );
  });

  test("only what is near the playhead is mounted", () => {
    const placed = placeClips(clipsOf(Array.from({ length: 200 }, () => 90)), 30);
    const near = clipsNear(placed, 9_000, { before: 6, after: 31 });
    expect(near.map(({ sceneId }) => sceneId)).toEqual(["s99", "s100"]);
  });
});
