/** People, as their tokens name them. */
import type { Infer } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { AuthedMutationCtx } from "../lib/access";
import { notFound } from "../lib/errors";
import { bounded } from "../lib/text";
import type { vUserSettings } from "../shared/validators";

type Profile = {
  name?: string | undefined;
  email?: string | undefined;
  image?: string | undefined;
};

function checked(profile: Profile): { name?: string; email?: string; image?: string } {
  const { name, email, image } = profile;
  return {
    ...(name === undefined ? {} : { name: bounded(name.trim(), 200, "name") }),
    ...(email === undefined ? {} : { email: bounded(email.trim().toLowerCase(), 320, "email") }),
    ...(image === undefined ? {} : { image: bounded(image, 2000, "image") }),
  };
}

/**
 * The caller's row, made at the first sign-in. What the token says wins over what the caller says, but a
 * name that a person chose here is theirs.
 */
export async function ensureUser(ctx: MutationCtx, said: Profile): Promise<Doc<"users">> {
  const identity = await ctx.auth.getUserIdentity();
  if (identity === null) throw notFound();
  const profile = checked({ ...said, ...claimsOf(identity) });
  const known = await ctx.db
    .query("users")
    .withIndex("by_externalId", (q) => q.eq("externalId", identity.subject))
    .unique();
  if (known?.removing === true) throw notFound();
  if (known !== null) {
    const news = Object.entries(profile).filter(
      ([key, value]) =>
        known[key as keyof Profile] !== value && (key !== "name" || known.name === undefined),
    );
    if (news.length > 0) await ctx.db.patch("users", known._id, Object.fromEntries(news));
    return await getUser(ctx, known._id);
  }
  const userId = await ctx.db.insert("users", {
    externalId: identity.subject,
    ...profile,
    role: "user",
    settings: {},
    createdAt: Date.now(),
  });
  return await getUser(ctx, userId);
}

function claimsOf(identity: Record<string, unknown>): Profile {
  const claim = (key: string): string | undefined => {
    const value = identity[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const name = claim("name");
  const email = claim("email");
  return { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
}

async function getUser(ctx: MutationCtx, id: Doc<"users">["_id"]): Promise<Doc<"users">> {
  const user = await ctx.db.get("users", id);
  if (user === null) throw notFound();
  return user;
}

export async function updateUser(ctx: AuthedMutationCtx, profile: Profile): Promise<Doc<"users">> {
  await ctx.db.patch("users", ctx.user._id, checked(profile));
  return await getUser(ctx, ctx.user._id);
}

export async function mergeSettings(
  ctx: AuthedMutationCtx,
  settings: Infer<typeof vUserSettings>,
): Promise<Doc<"users">> {
  await ctx.db.patch("users", ctx.user._id, { settings: { ...ctx.user.settings, ...settings } });
  return await getUser(ctx, ctx.user._id);
}
