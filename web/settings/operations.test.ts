import { expect, test } from "vitest";
import { readOperations, sizeText } from "./operations.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [1_234_567, "1.2 MB"],
  [250_000_000_000, "250 GB"],
  [3e18, "3000 PB"],
])("%d bytes are told as %s", (bytes, told) => {
  expect(sizeText(bytes)).toBe(told);
});

function answers(...statuses: number[]) {
  const asked: string[] = [];
  const ask = (path: string): Promise<Response> => {
    asked.push(path);
    const status = path.includes("session") ? 200 : (statuses.shift() ?? 500);
    return Promise.resolve(Response.json({ queues: [] }, { status }));
  };
  return { asked, ask };
}

test("a session that has just run out is renewed once", async () => {
  const { asked, ask } = answers(401, 200);
  expect(await readOperations(ask)).toEqual({ queues: [] });
  expect(asked).toEqual(["/api/admin/operations", "/api/auth/session", "/api/admin/operations"]);
});

test.each([[[401, 401]], [[403]], [[503]]])("a refusal tells nothing: %j", async (statuses) => {
  const { ask } = answers(...statuses);
  expect(await readOperations(ask)).toBeNull();
});
