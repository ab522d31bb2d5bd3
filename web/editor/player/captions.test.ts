import { expect, test } from "vitest";
import { captionAt, toSentences } from "./captions.ts";
import { toClock, toSeconds, toTimecode } from "./timecode.ts";

test("a narration is shown sentence by sentence, each as long as its share", () => {
  const narration = "Short one. This sentence is three times as long.";
  expect(toSentences(narration)).toEqual(["Short one.", "This sentence is three times as long."]);
  expect(captionAt(narration, 0, 100)).toBe("Short one.");
  expect(captionAt(narration, 20, 100)).toBe("Short one.");
  expect(captionAt(narration, 22, 100)).toBe("This sentence is three times as long.");
  expect(captionAt(narration, 500, 100)).toBe("This sentence is three times as long.");
});

test("a scene without narration has no caption", () => {
  expect(captionAt("", 3, 100)).toBe("");
  expect(captionAt("Hello.", 3, 0)).toBe("");
});

test("frames are read as minutes, seconds and frames", () => {
  expect(toTimecode(0, 30)).toBe("0:00.00");
  expect(toTimecode(1859, 30)).toBe("1:01.29");
  expect(toSeconds(45, 30)).toBe("1.5 s");
  expect(toClock(1859, 30)).toBe("1:02");
});
