/** What the author wrote for a version: code, document, what it understood, what it tried. */
import type { Infer } from "convex/values";
import type { MutationCtx } from "../_generated/server";
import { ceilings } from "../lib/settings";
import { bounded, boundedJson } from "../lib/text";
import type { Authoring } from "../shared/messages";
import type { vTokens } from "../shared/validators";
import { getScene, updateScene } from "./timeline";
import { addUsage } from "./usage";
import type { Version } from "./versions";
import { findSource } from "./versions";

export async function storeAuthoring(
  ctx: MutationCtx,
  version: Version,
  authoring: Authoring,
): Promise<void> {
  checkSizes(authoring);
  await storeSource(ctx, version, authoring);
  const { mode, chips, summary, author, sourceKey, docsUsed, tokens } = authoring;
  await ctx.db.patch("sceneVersions", version._id, {
    ...(mode === undefined ? {} : { mode }),
    ...(chips === undefined ? {} : { chips: chips.slice(0, 50) }),
    ...(summary === undefined ? {} : { summary: summary.slice(0, 2000) }),
    ...(author === undefined ? {} : { author: author.slice(0, 100) }),
    ...(sourceKey === undefined ? {} : { sourceKey }),
    ...(docsUsed === undefined ? {} : { docsUsed: docsUsed.slice(0, 50) }),
    ...(tokens === undefined ? {} : { tokens }),
  });
  if (tokens !== undefined) await meterTokens(ctx, version, tokens);
  await nameScene(ctx, version, authoring);
}

function checkSizes(authoring: Authoring): void {
  if (authoring.code !== undefined) bounded(authoring.code, ceilings.code, "authoring.code");
  boundedJson(authoring.document, ceilings.json, "authoring.document");
  boundedJson(authoring.params, ceilings.json, "authoring.params");
  boundedJson(authoring.attemptsLog, ceilings.json, "authoring.attemptsLog");
}

async function storeSource(
  ctx: MutationCtx,
  version: Version,
  authoring: Authoring,
): Promise<void> {
  const source = await findSource(ctx, version.sceneId, version.version);
  if (source === null) return;
  const { mode, code, attemptsLog } = authoring;
  const log = [
    ...source.attemptsLog,
    ...(attemptsLog ?? []).map((entry) => ({ at: Date.now(), ...entry })),
  ];
  await ctx.db.patch("sceneSources", source._id, {
    ...(mode === undefined ? {} : { mode }),
    ...(code === undefined ? {} : { code }),
    ...("document" in authoring ? { document: authoring.document as unknown } : {}),
    ...("params" in authoring ? { params: authoring.params as unknown } : {}),
    attemptsLog: log.slice(-ceilings.attemptsLog),
  });
}

/** Tokens come as totals for the version, so only what is new is metered. */
async function meterTokens(
  ctx: MutationCtx,
  version: Version,
  tokens: Infer<typeof vTokens>,
): Promise<void> {
  await addUsage(ctx, version.ownerId, {
    inputTokens: Math.max(0, tokens.input - (version.tokens?.input ?? 0)),
    outputTokens: Math.max(0, tokens.output - (version.tokens?.output ?? 0)),
    costUsd: Math.max(0, (tokens.costUsd ?? 0) - (version.tokens?.costUsd ?? 0)),
  });
}

/** The author may name a scene that nobody named. */
async function nameScene(ctx: MutationCtx, version: Version, authoring: Authoring): Promise<void> {
  const scene = await getScene(ctx, version.sceneId);
  const title = authoring.title?.slice(0, 200);
  const narration = authoring.narration?.slice(0, 5000);
  const patch = {
    ...(scene.title === undefined && title !== undefined ? { title } : {}),
    ...(scene.narration === undefined && narration !== undefined ? { narration } : {}),
  };
  if (Object.keys(patch).length > 0) await updateScene(ctx, scene, patch);
}
