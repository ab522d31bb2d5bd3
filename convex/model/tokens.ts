/**
 * Refresh tokens in families, and one-time tokens. Only hashes are kept.
 *
 * A refresh token is used once: rotating it marks it used and adds its successor. Using it again means that
 * it was stolen from someone, so the whole family is revoked, whoever is right.
 */
import type { ObjectType } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Account, identityBodies } from "../shared/server";
import { accountOf, credentialOf, update } from "./identity";

type Bodies = { [Name in keyof typeof identityBodies]: ObjectType<(typeof identityBodies)[Name]> };
type Saved = { outcome: "saved" | "not_found" };
type Refresh = Doc<"refreshTokens">;

/** More sessions than anyone has; what is older than these is left to its expiry. */
const tokensAtOnce = 1000;

export async function saveRefresh(ctx: MutationCtx, body: Bodies["saveRefresh"]): Promise<Saved> {
  if ((await credentialOf(ctx, body.externalId)) === null) return { outcome: "not_found" };
  const { externalId, family, tokenHash, expiresAt, userAgent, address } = body;
  await ctx.db.insert("refreshTokens", {
    externalId,
    family,
    tokenHash,
    expiresAt,
    createdAt: Date.now(),
    ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, 300) }),
    ...(address === undefined ? {} : { address: address.slice(0, 100) }),
  });
  return { outcome: "saved" };
}

async function refreshOf(ctx: Pick<QueryCtx, "db">, tokenHash: string): Promise<Refresh | null> {
  return await ctx.db
    .query("refreshTokens")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .first();
}

type Rotated =
  | { outcome: "rotated" | "repeated"; account: Account; family: string }
  | { outcome: "reused" | "expired" | "revoked" | "unknown" };

export async function rotateRefresh(
  ctx: MutationCtx,
  body: Bodies["rotateRefresh"],
): Promise<Rotated> {
  const token = await refreshOf(ctx, body.tokenHash);
  if (token === null) return { outcome: "unknown" };
  if (token.revokedAt !== undefined) return { outcome: "revoked" };
  if (token.usedAt !== undefined) {
    const again = await repeated(ctx, token, body);
    if (again !== null) return again;
    await revokeAll(ctx, await familyOf(ctx, token.family));
    return { outcome: "reused" };
  }
  if (token.expiresAt <= Date.now()) return { outcome: "expired" };
  const credential = await credentialOf(ctx, token.externalId);
  if (credential === null || credential.disabled) return { outcome: "revoked" };
  await ctx.db.patch("refreshTokens", token._id, { usedAt: Date.now() });
  const { externalId, family, userAgent, address } = token;
  await ctx.db.insert("refreshTokens", {
    externalId,
    family,
    tokenHash: body.newTokenHash,
    expiresAt: body.expiresAt,
    createdAt: Date.now(),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(address === undefined ? {} : { address }),
  });
  return { outcome: "rotated", account: await accountOf(ctx, credential), family };
}

/**
 * The same rotation once more, because its answer was lost or two tabs refresh at once: allowed for a moment,
 * for the same successor only, and only while that successor is unused.
 */
async function repeated(
  ctx: MutationCtx,
  token: Refresh,
  body: Bodies["rotateRefresh"],
): Promise<Rotated | null> {
  const { usedAt, family, externalId } = token;
  if (usedAt === undefined || Date.now() - usedAt > (body.graceMs ?? -1)) return null;
  const successor = await refreshOf(ctx, body.newTokenHash);
  const isUnused = successor?.usedAt === undefined && successor?.revokedAt === undefined;
  if (successor?.family !== family || !isUnused) return null;
  const credential = await credentialOf(ctx, externalId);
  if (credential === null || credential.disabled) return null;
  return { outcome: "repeated", account: await accountOf(ctx, credential), family };
}

async function familyOf(ctx: Pick<QueryCtx, "db">, family: string): Promise<Refresh[]> {
  return await ctx.db
    .query("refreshTokens")
    .withIndex("by_family", (q) => q.eq("family", family))
    .order("desc")
    .take(tokensAtOnce);
}

async function tokensOf(ctx: Pick<QueryCtx, "db">, externalId: string): Promise<Refresh[]> {
  return await ctx.db
    .query("refreshTokens")
    .withIndex("by_externalId", (q) => q.eq("externalId", externalId))
    .order("desc")
    .take(tokensAtOnce);
}

async function revokeAll(ctx: MutationCtx, tokens: readonly Refresh[]): Promise<number> {
  const live = tokens.filter((token) => token.revokedAt === undefined);
  for (const token of live)
    await ctx.db.patch("refreshTokens", token._id, { revokedAt: Date.now() });
  return live.length;
}

export async function revokeRefresh(
  ctx: MutationCtx,
  body: Bodies["revokeRefresh"],
): Promise<{ revoked: number }> {
  let revoked = 0;
  if (body.tokenHash !== undefined) {
    const token = await refreshOf(ctx, body.tokenHash);
    if (token !== null) revoked += await revokeAll(ctx, await familyOf(ctx, token.family));
  }
  if (body.family !== undefined) revoked += await revokeAll(ctx, await familyOf(ctx, body.family));
  if (body.externalId !== undefined)
    revoked += await revokeAll(ctx, await tokensOf(ctx, body.externalId));
  return { revoked };
}

type Seat = {
  family: string;
  createdAt: number;
  lastUsedAt: number;
  expiresAt: number;
  userAgent?: string;
  address?: string;
};

/** One entry for each place a person is signed in. */
export async function listRefresh(
  ctx: Pick<QueryCtx, "db">,
  body: Bodies["listRefresh"],
): Promise<{ sessions: Seat[] }> {
  const now = Date.now();
  const seats = new Map<string, Seat>();
  for (const token of await tokensOf(ctx, body.externalId)) {
    if (token.revokedAt !== undefined) continue;
    const seat = seats.get(token.family);
    if (seat !== undefined) {
      seat.createdAt = Math.min(seat.createdAt, token.createdAt);
    } else if (token.usedAt === undefined && token.expiresAt > now) {
      const { family, createdAt, expiresAt, userAgent, address } = token;
      seats.set(family, {
        family,
        createdAt,
        lastUsedAt: createdAt,
        expiresAt,
        ...(userAgent === undefined ? {} : { userAgent }),
        ...(address === undefined ? {} : { address }),
      });
    }
  }
  return { sessions: [...seats.values()] };
}

export async function saveReset(ctx: MutationCtx, body: Bodies["saveReset"]): Promise<Saved> {
  if ((await credentialOf(ctx, body.externalId)) === null) return { outcome: "not_found" };
  const { externalId, tokenHash, purpose, expiresAt, email } = body;
  await dropEarlierResets(ctx, externalId, purpose);
  await ctx.db.insert("resetTokens", {
    externalId,
    tokenHash,
    purpose,
    expiresAt,
    ...(email === undefined ? {} : { email: email.trim().toLowerCase() }),
  });
  return { outcome: "saved" };
}

/** Asking for a new link ends the ones before it. */
async function dropEarlierResets(
  ctx: MutationCtx,
  externalId: string,
  purpose: Bodies["saveReset"]["purpose"],
): Promise<void> {
  const earlier = await ctx.db
    .query("resetTokens")
    .withIndex("by_externalId", (q) => q.eq("externalId", externalId))
    .take(tokensAtOnce);
  for (const token of earlier) {
    if (token.purpose === purpose) await ctx.db.delete("resetTokens", token._id);
  }
}

type Used = { outcome: "used"; account: Account; email?: string } | { outcome: "invalid" };

export async function useReset(ctx: MutationCtx, body: Bodies["useReset"]): Promise<Used> {
  const token = await ctx.db
    .query("resetTokens")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", body.tokenHash))
    .first();
  const now = Date.now();
  if (token?.purpose !== body.purpose || token.usedAt !== undefined || token.expiresAt <= now) {
    return { outcome: "invalid" };
  }
  const credential = await credentialOf(ctx, token.externalId);
  if (credential === null || credential.disabled) return { outcome: "invalid" };
  if (!(await proveAddress(ctx, credential, token))) return { outcome: "invalid" };
  await ctx.db.patch("resetTokens", token._id, { usedAt: now });
  if (body.purpose === "password" && body.passwordHash !== undefined) {
    await ctx.db.patch("credentials", credential._id, {
      passwordHash: body.passwordHash,
      tokensValidAfter: now,
    });
    await revokeAll(ctx, await tokensOf(ctx, token.externalId));
  }
  const fresh = await credentialOf(ctx, token.externalId);
  return {
    outcome: "used",
    account: await accountOf(ctx, fresh ?? credential),
    ...(token.email === undefined ? {} : { email: token.email }),
  };
}

/** Whoever has the link has the mailbox: its address is proved, and with a change it becomes the account's. */
async function proveAddress(
  ctx: MutationCtx,
  credential: Doc<"credentials">,
  { purpose, email }: Doc<"resetTokens">,
): Promise<boolean> {
  if (purpose === "password") return true;
  // A proof of an address that was given up since proves nothing.
  if (purpose === "verify_email" && email !== undefined && email !== credential.email) return false;
  const { externalId } = credential;
  const set = { emailVerified: true, ...(email === undefined ? {} : { email }) };
  const envelope = { route: "", correlationId: "" };
  const { outcome } = await update(ctx, { ...envelope, externalId, set });
  if (outcome !== "updated") return false;
  // Links to choose a password lie in the mailbox that is left behind.
  if (purpose === "change_email") await dropEarlierResets(ctx, externalId, "password");
  return true;
}
