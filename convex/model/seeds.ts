/** What a render starts from: exactly one of code, document or operations. */
import { fail } from "../lib/errors";
import { ceilings } from "../lib/settings";
import { bounded, boundedJson } from "../lib/text";

export type Seedling = {
  code?: string | undefined;
  document?: unknown;
  operations?: unknown[] | undefined;
  params?: unknown;
};

export type RenderSeed = {
  mode: "code" | "document";
  code?: string;
  document?: unknown;
  operations?: unknown[];
  params?: unknown;
};

export function seedOf(wish: Seedling): RenderSeed {
  const given = [wish.code, wish.document, wish.operations].filter((part) => part !== undefined);
  if (given.length !== 1)
    throw fail("request.invalid", {
      field: "code, document or operations",
      expected: "exactly one",
    });
  boundedJson(wish.params, ceilings.json, "params");
  const params = wish.params === undefined ? {} : { params: wish.params };
  if (wish.code !== undefined)
    return { mode: "code", code: bounded(wish.code, ceilings.code, "code"), ...params };
  if (wish.operations !== undefined) {
    boundedJson(wish.operations, ceilings.json, "operations");
    return { mode: "document", operations: wish.operations, ...params };
  }
  boundedJson(wish.document, ceilings.json, "document");
  return { mode: "document", document: wish.document, ...params };
}
