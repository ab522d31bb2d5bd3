import { expect, test } from "vitest";
import { safeNext } from "./next-path.ts";

test("[web:auth:no-open-redirect] after signing in, only a path of this site is gone to", () => {
  expect(safeNext("/sessions/abc?scene=2")).toBe("/sessions/abc?scene=2");
  for (const bad of [
    "//evil.test",
    "/\\evil.test",
    "https://evil.test",
    "/\t/evil.test",
    undefined,
  ]) {
    expect(safeNext(bad)).toBe("/library");
  }
});
