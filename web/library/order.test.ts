import { expect, test } from "vitest";
import { type Listed, select } from "./order.ts";

const video = (title: string, change: Partial<Listed> = {}): Listed => ({
  title,
  status: "ready",
  failedScenes: 0,
  durationInFrames: 300,
  targetFps: 30,
  updatedAt: 0,
  ...change,
});

const videos = [
  video("Sine wave", { updatedAt: 1, durationInFrames: 900 }),
  video("Bubble sort", { updatedAt: 3, status: "rendering" }),
  video("Area of a circle", { updatedAt: 2, failedScenes: 1 }),
];

const titles = (
  words: string,
  shown: "all" | "ready" | "working" | "failed",
  order: "updated" | "title" | "length" = "updated",
) => select(videos, { words, shown, order }).map(({ title }) => title);

test("the library is searched by every word, filtered and ordered", () => {
  expect(titles("", "all")).toEqual(["Bubble sort", "Area of a circle", "Sine wave"]);
  expect(titles("CIRCLE area", "all")).toEqual(["Area of a circle"]);
  expect(titles("", "failed")).toEqual(["Area of a circle"]);
  expect(titles("", "working")).toEqual(["Bubble sort"]);
  expect(titles("", "all", "title")).toEqual(["Area of a circle", "Bubble sort", "Sine wave"]);
  expect(titles("", "all", "length")[0]).toBe("Sine wave");
});
