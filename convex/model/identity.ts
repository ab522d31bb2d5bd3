/** How people sign in. The backend hashes and issues; this is only the record, so hashes are opaque here. */
import type { ObjectType } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail } from "../lib/errors";
import { bounded } from "../lib/text";
import type { Account, identityBodies } from "../shared/server";

type Bodies = { [Name in keyof typeof identityBodies]: ObjectType<(typeof identityBodies)[Name]> };
type Reader = Pick<QueryCtx, "db">;
type Credential = Doc<"credentials">;

function cleanEmail(email: string): string {
  const clean = bounded(email.trim().toLowerCase(), 320, "email");
  if (!clean.includes("@")) throw fail("request.invalid", { field: "email" });
  return clean;
}

export async function credentialOf(ctx: Reader, externalId: string): Promise<Credential | null> {
  return await ctx.db
    .query("credentials")
    .withIndex("by_externalId", (q) => q.eq("externalId", externalId))
    .unique();
}

async function credentialByEmail(ctx: Reader, email: string): Promise<Credential | null> {
  return await ctx.db
    .query("credentials")
    .withIndex("by_email", (q) => q.eq("email", email))
    .first();
}

async function linksOf(ctx: Reader, externalId: string): Promise<Doc<"providerLinks">[]> {
  return await ctx.db
    .query("providerLinks")
    .withIndex("by_externalId", (q) => q.eq("externalId", externalId))
    .take(20);
}

export async function accountOf(ctx: Reader, credential: Credential): Promise<Account> {
  const user = await ctx.db.get("users", credential.userId);
  if (user === null) throw new Error(`Credential ${credential._id} has no user.`);
  const links = await linksOf(ctx, credential.externalId);
  const { email } = credential;
  return {
    externalId: credential.externalId,
    userId: user._id,
    ...(email === undefined ? {} : { email }),
    ...(user.name === undefined ? {} : { name: user.name }),
    role: user.role,
    passwordHash: credential.passwordHash ?? null,
    emailVerified: credential.emailVerified,
    providers: links.map(({ provider, subject }) => ({ provider, subject })),
    disabled: credential.disabled || user.removing === true,
    tokensValidAfter: credential.tokensValidAfter,
    createdAt: credential.createdAt,
  };
}

type Found = { account: Account | null };

async function found(ctx: Reader, credential: Credential | null): Promise<Found> {
  return { account: credential === null ? null : await accountOf(ctx, credential) };
}

export async function get(ctx: Reader, body: Bodies["get"]): Promise<Found> {
  return await found(ctx, await credentialOf(ctx, body.externalId));
}

export async function findByEmail(ctx: Reader, body: Bodies["findByEmail"]): Promise<Found> {
  return await found(ctx, await credentialByEmail(ctx, body.email.trim().toLowerCase()));
}

async function linkOf(
  ctx: Reader,
  key: { provider: string; subject: string },
): Promise<Doc<"providerLinks"> | null> {
  return await ctx.db
    .query("providerLinks")
    .withIndex("by_provider_subject", (q) =>
      q.eq("provider", key.provider).eq("subject", key.subject),
    )
    .first();
}

export async function findByProvider(ctx: Reader, body: Bodies["findByProvider"]): Promise<Found> {
  const link = await linkOf(ctx, body);
  return await found(ctx, link === null ? null : await credentialOf(ctx, link.externalId));
}

async function existing(
  ctx: Reader,
  body: Bodies["create"],
  email: string | undefined,
): Promise<Credential | null> {
  const known = await credentialOf(ctx, body.externalId);
  if (known !== null) return known;
  if (body.provider !== undefined && body.subject !== undefined) {
    const link = await linkOf(ctx, { provider: body.provider, subject: body.subject });
    if (link !== null) return await credentialOf(ctx, link.externalId);
  }
  return email === undefined ? null : await credentialByEmail(ctx, email);
}

export async function create(
  ctx: MutationCtx,
  body: Bodies["create"],
): Promise<{ outcome: "created" | "exists"; account: Account }> {
  const email = body.email === undefined ? undefined : cleanEmail(body.email);
  const known = await existing(ctx, body, email);
  if (known !== null) return { outcome: "exists", account: await accountOf(ctx, known) };
  const credentialId = await ctx.db.insert("credentials", {
    userId: await userFor(ctx, body, email),
    externalId: body.externalId,
    ...(email === undefined ? {} : { email }),
    ...(body.passwordHash === undefined ? {} : { passwordHash: body.passwordHash }),
    emailVerified: body.emailVerified ?? false,
    disabled: false,
    tokensValidAfter: 0,
    createdAt: Date.now(),
  });
  if (body.provider !== undefined && body.subject !== undefined) {
    const { externalId, provider, subject } = body;
    await ctx.db.insert("providerLinks", { externalId, provider, subject });
  }
  return { outcome: "created", account: await accountOf(ctx, await load(ctx, credentialId)) };
}

/** The person may be known already from a token of another kind. */
async function userFor(
  ctx: MutationCtx,
  body: Bodies["create"],
  email: string | undefined,
): Promise<Doc<"users">["_id"]> {
  const known = await ctx.db
    .query("users")
    .withIndex("by_externalId", (q) => q.eq("externalId", body.externalId))
    .unique();
  if (known !== null && known.emptied !== true) return known._id;
  const fresh = {
    externalId: body.externalId,
    ...(body.name === undefined ? {} : { name: bounded(body.name.trim(), 200, "name") }),
    ...(email === undefined ? {} : { email }),
    role: body.role ?? ("user" as const),
    settings: {},
    createdAt: Date.now(),
  };
  if (known === null) return await ctx.db.insert("users", fresh);
  await ctx.db.replace("users", known._id, fresh);
  return known._id;
}

async function load(ctx: Reader, id: Credential["_id"]): Promise<Credential> {
  const credential = await ctx.db.get("credentials", id);
  if (credential === null) throw new Error(`Credential ${id} is gone.`);
  return credential;
}

export async function update(
  ctx: MutationCtx,
  { externalId, set }: Bodies["update"],
): Promise<{ outcome: "updated" | "not_found" | "email_taken"; account: Account | null }> {
  const credential = await credentialOf(ctx, externalId);
  if (credential === null) return { outcome: "not_found", account: null };
  const { name, role, ...own } = set;
  const email = own.email === undefined ? {} : { email: cleanEmail(own.email) };
  if (email.email !== undefined) {
    const other = await credentialByEmail(ctx, email.email);
    if (other !== null && other._id !== credential._id) {
      return { outcome: "email_taken", account: await accountOf(ctx, credential) };
    }
  }
  await ctx.db.patch("credentials", credential._id, defined({ ...own, ...email }));
  await ctx.db.patch("users", credential.userId, defined({ name, role, ...email }));
  return { outcome: "updated", account: await accountOf(ctx, await load(ctx, credential._id)) };
}

type Defined<Row> = { [Key in keyof Row]?: Exclude<Row[Key], undefined> };

function defined<Row extends object>(row: Row): Defined<Row> {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined),
  ) as Defined<Row>;
}

export async function linkProvider(
  ctx: MutationCtx,
  { externalId, provider, subject }: Bodies["linkProvider"],
): Promise<{ outcome: "linked" | "taken" | "not_found" }> {
  if ((await credentialOf(ctx, externalId)) === null) return { outcome: "not_found" };
  const link = await linkOf(ctx, { provider, subject });
  if (link !== null) return { outcome: link.externalId === externalId ? "linked" : "taken" };
  await ctx.db.insert("providerLinks", { externalId, provider, subject });
  return { outcome: "linked" };
}

/** Locks the account at once and deletes all it owns in steps. */
export async function remove(
  ctx: MutationCtx,
  { externalId }: Bodies["remove"],
): Promise<{ outcome: "removing" | "not_found" }> {
  const user = await ctx.db
    .query("users")
    .withIndex("by_externalId", (q) => q.eq("externalId", externalId))
    .unique();
  if (user === null) return { outcome: "not_found" };
  const now = Date.now();
  const credential = await credentialOf(ctx, externalId);
  // Somebody whose tokens come from elsewhere has no credential here.
  if (credential !== null)
    await ctx.db.patch("credentials", credential._id, { disabled: true, tokensValidAfter: now });
  await ctx.db.patch("users", user._id, {
    removing: true,
    removingSince: user.removingSince ?? now,
  });
  await ctx.scheduler.runAfter(0, internal.sweeps.account, { userId: user._id });
  return { outcome: "removing" };
}
