import { describe, expect, test } from "vitest";
import { byNumber, locate, type Place } from "./locate.ts";

const places: Place[] = [
  { sceneId: "a", title: "A point on a circle", words: "The unit circle turns." },
  { sceneId: "b", title: "Unrolling the wave", words: "The sine wave is drawn from the circle." },
  { sceneId: "c", title: "Period and height", words: "Amplitude is labelled on the graph." },
  { sceneId: "d", title: "Two waves meet", words: "Waves are added." },
];

const ids = (wish: string, selected: string | null = null): string[] =>
  locate(wish, places, selected).map(({ sceneId }) => sceneId);

describe("a wish about the video finds the scenes it means", () => {
  test.each([
    ["make the circle red in scene 2", [1]],
    ["scenes 2 and 3 should be slower", [1, 2]],
    ["Scenes 1, 2 and 4", [0, 1, 3]],
    ["scenes 2-4", [1, 2, 3]],
    ["scene 2 to 4 in blue", [1, 2, 3]],
    ["the third scene", [2]],
    ["the 2nd scene", [1]],
    ["first and second scene", [0, 1]],
    ["scene two", [1]],
    ["the last scene", [3]],
    ["scene 12", []],
    ["make the circle red", []],
  ])("%s", (wish, expected) => {
    expect(byNumber(wish.toLowerCase(), places.length)).toEqual(expected);
  });

  test("[web:wishes:locate] all scenes", () =>
    expect(ids("a darker background everywhere")).toEqual(["a", "b", "c", "d"]));
  test("the opening", () => expect(ids("make the intro shorter")).toEqual(["a"]));
  test("the ending", () => expect(ids("a calmer ending")).toEqual(["d"]));
  test("by its words", () => expect(ids("label the amplitude in German")).toEqual(["c"]));
  test("a word in a title counts more than one in a summary", () =>
    expect(ids("make the circle red")).toEqual(["a"]));
  test("the chosen one", () => expect(ids("make this scene longer", "c")).toEqual(["c"]));
  test("nothing", () => expect(ids("bananas")).toEqual([]));
});
