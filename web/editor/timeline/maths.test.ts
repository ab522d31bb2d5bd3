import fc from "fast-check";
import { expect, test } from "vitest";
import { makeClip } from "@/remotion/clip.factory.ts";
import { placeClips } from "@/remotion/clip.ts";
import { dropIndex, fitZoom, markInterval, marks, scrollFor, toFrames, toPixels } from "./maths.ts";

test("a frame survives the way to pixels and back", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000 }),
      fc.constantFrom(15, 24, 30, 60),
      fc.double({ min: 4, max: 240, noNaN: true }),
      (frame, fps, zoom) => {
        expect(toFrames(toPixels(frame, fps, zoom), fps, zoom)).toBe(frame);
      },
    ),
  );
});

test("at the fitting zoom the video is as wide as the view", () => {
  expect(toPixels(900, 30, fitZoom(900, 30, 800))).toBeCloseTo(800);
});

test("labels never crowd", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 240, noNaN: true }), (zoom) => {
      expect(markInterval(zoom) * zoom >= 64 || markInterval(zoom) === 600).toBe(true);
    }),
  );
  expect(marks(95, 30, 100)).toEqual([0, 1, 2, 3]);
});

test("[web:timeline:drop] a block lands where its middle was let go", () => {
  const clips = placeClips(
    ["a", "b", "c"].map((sceneId) => makeClip({ sceneId, durationInFrames: 100 })),
    30,
  );
  expect(dropIndex(clips, "a", 50)).toBe(0);
  expect(dropIndex(clips, "a", 160)).toBe(1);
  expect(dropIndex(clips, "a", 999)).toBe(2);
  expect(dropIndex(clips, "c", 0)).toBe(0);
});

test("the view follows the playhead only when it leaves", () => {
  expect(scrollFor(100, { left: 0, width: 400 })).toBeNull();
  expect(scrollFor(390, { left: 0, width: 400 })).toBe(342);
  expect(scrollFor(10, { left: 200, width: 400 })).toBe(0);
});
