import { expect, test } from "vitest";
import { offersOf } from "./offers.ts";

const choice = {
  said: "make the circle red",
  chips: ["circle", "red"],
  operations: [{ op: "set" }],
};

test("[web:wishes:offers] an author that is not sure offers at most three changes", () => {
  const details = { choices: [choice, choice, choice, choice] };
  const offer = { said: choice.said, chips: choice.chips, operations: choice.operations };
  expect(offersOf({ code: "author.refused", details })).toEqual([offer, offer, offer]);
});

test("a refusal without choices, or with broken ones, offers nothing", () => {
  expect(offersOf(undefined)).toEqual([]);
  expect(offersOf({ code: "author.refused" })).toEqual([]);
  expect(offersOf({ code: "render.failed", details: { choices: [choice] } })).toEqual([]);
  const broken = [null, "words", { said: 1, operations: [] }, { said: "x", operations: [] }];
  expect(offersOf({ code: "author.refused", details: { choices: broken } })).toEqual([]);
});
