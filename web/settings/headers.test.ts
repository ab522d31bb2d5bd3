import { expect, test } from "vitest";
import { readHeaders } from "./headers.ts";

test.each([
  ["", {}],
  ["X-Team: films", { "X-Team": "films" }],
  [
    "  X-Team : films \n\nX-Url: https://a.example:1/b\n",
    { "X-Team": "films", "X-Url": "https://a.example:1/b" },
  ],
  ["X-Empty:", { "X-Empty": "" }],
])("%j is read", (text, headers) => {
  expect(readHeaders(text)).toEqual({ ok: true, headers });
});

test.each(["nonsense", ": films", "X Team: films"])("%j is no header", (line) => {
  expect(readHeaders(`X-A: b\n${line}`)).toEqual({ ok: false, line: line.trim() });
});
