import { expect, test } from "vitest";
import { nextStep, planFor, type Reading } from "./reading.ts";

const sure: Reading = { said: "make it red", chips: ["make it red"], operations: [{}], sure: true };
const unsure: Reading = { ...sure, said: "make it bigger", sure: false };
const understood = (...readings: Reading[]) => ({ byModel: false, said: "", readings });

test("[web:wishes:chips] a sure reading is confirmed, an unsure one chosen, none is told", () => {
  expect(nextStep(understood(sure, unsure))).toBe("confirm");
  expect(nextStep(understood(unsure))).toBe("choose");
  expect(nextStep(understood())).toBe("say");
});

test("what nobody reads here goes to the author", () => {
  expect(nextStep(null)).toBe("send");
  expect(nextStep({ byModel: true, said: "", readings: [] })).toBe("send");
});

test("in many scenes only what is sure or chosen is done", () => {
  expect(planFor(understood(sure), undefined)).toEqual({ type: "reading", reading: sure });
  expect(planFor(understood(unsure), undefined)).toBeUndefined();
  expect(planFor(understood(sure, unsure), 1)).toEqual({ type: "reading", reading: unsure });
  expect(planFor(understood(), undefined)).toBeUndefined();
  expect(planFor(null, undefined)).toEqual({ type: "send" });
});
