import { expect, test } from "vitest";
import { documentFor, findTemplates, subjectsOf, type Template } from "./templates.ts";

function makeTemplate(change: Partial<Template>): Template {
  const shapes = {
    document: { meta: { shape: "wide" } },
    square: { meta: { shape: "square" } },
    tall: { meta: { shape: "tall" } },
  };
  const told = { title: "Bar chart", subject: "General", description: "Bars.", words: "chart" };
  return { id: "bars", ...told, ...shapes, ...change };
}

const bars = makeTemplate({});
const wave = makeTemplate({ id: "wave", title: "Wave", subject: "Physics", words: "sine" });

test("a template is found by any of its words, within its subject", () => {
  const all = [bars, wave];
  expect(findTemplates(all, { words: "", subject: "" })).toEqual(all);
  expect(findTemplates(all, { words: "SINE wave", subject: "" })).toEqual([wave]);
  expect(findTemplates(all, { words: "sine", subject: "General" })).toEqual([]);
  expect(subjectsOf(all)).toEqual(["General", "Physics"]);
});

test("a template comes in the shape of the video", () => {
  expect(documentFor(bars, { width: 1280, height: 720, style: "" })).toBe(bars.document);
  expect(documentFor(bars, { width: 1080, height: 1920, style: "calm" })).toBe(bars.tall);
  expect(documentFor(bars, { width: 1080, height: 1080, style: "" })).toBe(bars.square);
});

test("a style that is a theme of documents becomes it", () => {
  const { meta } = documentFor(bars, { width: 16, height: 9, style: "like a blackboard" });
  expect(meta["theme"]).toBe("blackboard");
});
