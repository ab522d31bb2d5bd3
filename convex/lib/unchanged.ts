/**
 * "Only while it is as I read it": a change with `expected` happens in the same transaction that compares what the
 * caller read with what the caller would read now, so that of two writers who read the same one is refused.
 */
import type { Infer, Value } from "convex/values";
import { convexToJson, v } from "convex/values";
import type { AuthedMutationCtx, AuthedQueryCtx } from "./access";
import { fail } from "./errors";

/** What the thing's own query answered, given back. */
export const vExpected = v.optional(v.any());

type Expecting = { expected?: Infer<typeof vExpected> };

/** Wraps the handler of a change; `view` is what the query of the same thing answers. */
export function unlessChanged<Named, Wish extends Named, Answer>(
  view: (ctx: AuthedQueryCtx, wish: Named) => Promise<object>,
  change: (ctx: AuthedMutationCtx, wish: Wish) => Promise<Answer>,
): (ctx: AuthedMutationCtx, wish: Wish & Expecting) => Promise<Answer> {
  return async (ctx, wish) => {
    if (wish.expected !== undefined) {
      const now = plain((await view(ctx, wish)) as Value);
      if (now !== plain(wish.expected as Value)) throw fail("request.precondition_failed");
    }
    return await change(ctx, wish);
  };
}

/** One text for one value: fields in order, absent ones left out. */
function plain(value: Value): string {
  return JSON.stringify(convexToJson(value), (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
