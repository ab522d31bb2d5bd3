import { expect, test } from "vitest";
import { firstChoice, ratesFor, wishOf } from "./export-choice.ts";

const choice = firstChoice(30);

test("a GIF is asked for with its palette and width, and never at a rate that it cannot show", () => {
  expect(wishOf({ ...choice, format: "gif", fps: 60, colors: 16 }, 30)).toEqual({
    format: "gif",
    quality: "source",
    fps: 30,
    captions: false,
    picture: { width: 480, colors: 16, dither: "pattern" },
  });
  expect(wishOf({ ...choice, format: "gif", width: null }, 30).picture).toEqual({
    colors: 128,
    dither: "pattern",
  });
  expect(ratesFor("gif", 60)).toEqual([15, 30]);
});

test("a film is asked for without a palette, at any of the rates", () => {
  const wish = wishOf({ ...choice, format: "webm", quality: "1080p", fps: 60, captions: true }, 30);
  expect(wish).toEqual({ format: "webm", quality: "1080p", fps: 60, captions: true });
  expect(ratesFor("mp4", 24)).toEqual([15, 24, 30, 60]);
});
