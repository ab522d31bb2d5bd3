/**
 * The only ways to declare a function. Each resolves the caller or the signed message before the handler runs,
 * and each demands validators for arguments and result.
 */
import type { GenericValidator, Infer, ObjectType, PropertyValidators } from "convex/values";
import { v } from "convex/values";
import type { PaginationOptions, RegisteredMutation, RegisteredQuery } from "convex/server";
import { internalMutation, mutation, query } from "../_generated/server";
import type { MutationCtx } from "../_generated/server";
import type { AuthedMutationCtx, AuthedQueryCtx } from "./access";
import { currentUser } from "./access";
import { bounded } from "./text";
import { rememberAnswer, seenAnswer } from "./replay";

type Definition<Ctx, Args extends PropertyValidators, Returns extends GenericValidator> = {
  args: Args;
  returns: Returns;
  handler: (ctx: Ctx, args: ObjectType<Args>) => Promise<Infer<Returns>>;
};

/** A query for a signed-in caller. */
export function authedQuery<Args extends PropertyValidators, Returns extends GenericValidator>(
  definition: Definition<AuthedQueryCtx, Args, Returns>,
): RegisteredQuery<"public", ObjectType<Args>, Promise<Infer<Returns>>> {
  return query({
    args: v.object(definition.args),
    returns: definition.returns,
    handler: async (ctx, args) =>
      await definition.handler(
        { ...ctx, user: await currentUser(ctx) },
        withBoundedPage(args as ObjectType<Args>),
      ),
  });
}

/** A caller may ask for smaller pages than this, never for larger ones. */
const largestPage = 200;

function withBoundedPage<Args extends object>(args: Args): Args {
  const { paginationOpts } = args as { paginationOpts?: PaginationOptions };
  if (paginationOpts === undefined) return args;
  const numItems = Math.min(Math.max(Math.trunc(paginationOpts.numItems) || 1, 1), largestPage);
  return { ...args, paginationOpts: { ...paginationOpts, numItems } };
}

/** A mutation for a signed-in caller. With `once`, a repeated `clientRequestId` gets the first answer. */
export function authedMutation<Args extends PropertyValidators, Returns extends GenericValidator>(
  definition: Definition<AuthedMutationCtx, Args, Returns> & { once?: string },
): RegisteredMutation<"public", ObjectType<Args>, Promise<Infer<Returns>>> {
  return mutation({
    args: v.object(definition.args),
    returns: definition.returns,
    handler: async (ctx, rawArgs) => {
      const args = rawArgs as ObjectType<Args>;
      const authed = { ...ctx, user: await currentUser(ctx) };
      const key = (args as { clientRequestId?: string }).clientRequestId;
      if (definition.once === undefined || key === undefined)
        return await definition.handler(authed, args);
      return await firstAnswer(
        authed,
        { name: definition.once, key: bounded(key, 200, "clientRequestId") },
        async () => definition.handler(authed, args),
      );
    },
  });
}

async function firstAnswer<Answer>(
  ctx: AuthedMutationCtx,
  request: { name: string; key: string },
  run: () => Promise<Answer>,
): Promise<Answer> {
  const seen = await ctx.db
    .query("clientRequests")
    .withIndex("by_owner_name_key", (q) =>
      q.eq("ownerId", ctx.user._id).eq("name", request.name).eq("key", request.key),
    )
    .unique();
  if (seen !== null) return JSON.parse(seen.answer) as Answer;
  const answer = await run();
  await ctx.db.insert("clientRequests", {
    ownerId: ctx.user._id,
    ...request,
    answer: JSON.stringify(answer),
  });
  return answer;
}

export type SignedAnswer<Answer> = { replayed: boolean; answer: Answer };

/**
 * The inside of a signed call that changes something: the replay store and the effect are one transaction.
 * With `whenReplayed` the answer itself stays out of the store, and a replay gets that instead.
 */
export function signedMutation<Args extends PropertyValidators, Returns extends GenericValidator>(
  definition: Definition<MutationCtx, Args, Returns> & { whenReplayed?: Infer<Returns> },
): RegisteredMutation<
  "internal",
  { signature: string; body: ObjectType<Args> },
  Promise<SignedAnswer<Infer<Returns>>>
> {
  return internalMutation({
    args: { signature: v.string(), body: v.object(definition.args) },
    returns: v.object({ replayed: v.boolean(), answer: definition.returns }),
    handler: async (ctx, call: { signature: string; body: unknown }) => {
      const { signature, body } = call;
      const seen = await seenAnswer(ctx, signature);
      if (seen !== null) return { replayed: true, answer: JSON.parse(seen) as Infer<Returns> };
      const answer = await definition.handler(ctx, body as ObjectType<Args>);
      const kept = definition.whenReplayed ?? answer;
      await rememberAnswer(ctx, signature, kept);
      return { replayed: false, answer };
    },
  });
}
