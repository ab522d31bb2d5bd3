/** What the backend must know to read a wish: the live source of a scene, or the scenes of a session. */
import type { Doc, Id } from "../_generated/dataModel";
import type { Value } from "convex/values";
import type { AuthedQueryCtx } from "../lib/access";
import { ownedScene, ownedSession } from "../lib/access";
import { fail } from "../lib/errors";
import type { Understood } from "../shared/wishes";
import { findKey } from "./modelKeys";
import { scenesFrom } from "./timeline";
import { checkPrompt } from "./triggers";
import { findSource, findVersion } from "./versions";

export type ReadQuestion = {
  instruction: string;
  mode: string | null;
  code: string | null;
  document: Value;
} | null;
export type ShapeQuestion = {
  instruction: string;
  title: string;
  template: string | null;
  width: number;
  height: number;
  theme: string | null;
};
export type FindQuestion = { instruction: string; scenes: Card[] };
type Card = { sceneId: string; title: string; words: string; selected: boolean };

/** So many scenes are found by what stands in them; the others by title and summary. */
const readScenes = 60;
const wordsOfScene = 600;

export const leftToTheModel: Understood = { byModel: true, said: "", readings: [] };

/** Null when the wish is a model's business, or starts a scene that has nothing to change yet. */
export async function readQuestion(
  ctx: AuthedQueryCtx,
  wish: { sceneId: Id<"scenes">; instruction: string },
): Promise<ReadQuestion> {
  const { scene } = await ownedScene(ctx, wish.sceneId);
  if (scene.locked) throw fail("scene.locked");
  const instruction = checkPrompt(wish.instruction);
  if (scene.liveVersion === undefined || (await findKey(ctx, ctx.user._id)) !== null) return null;
  const source = await findSource(ctx, scene._id, scene.liveVersion);
  if (source === null) return null;
  return {
    instruction,
    mode: source.mode ?? null,
    code: source.code ?? null,
    document: (source.document as Value | undefined) ?? null,
  };
}

/** A planned scene was asked for by the session's prompt, one put in later by its own. */
export async function shapeQuestion(
  ctx: AuthedQueryCtx,
  wish: { sceneId: Id<"scenes"> },
): Promise<ShapeQuestion> {
  const { scene, session } = await ownedScene(ctx, wish.sceneId);
  const first = await findVersion(ctx, scene._id, 1);
  const seed = await findSource(ctx, scene._id, 1);
  const live = await findSource(ctx, scene._id, scene.liveVersion ?? 1);
  const own = seed?.draft === undefined ? first?.instruction : undefined;
  return {
    instruction: own ?? session.prompt ?? scene.title ?? "",
    title: scene.title ?? "",
    template: templateOf(live?.document),
    width: session.width,
    height: session.height,
    theme: session.theme ?? null,
  };
}

function templateOf(document: unknown): string | null {
  const { template } = (document as { meta?: { template?: unknown } } | undefined)?.meta ?? {};
  return typeof template === "string" ? template : null;
}

export async function findQuestion(
  ctx: AuthedQueryCtx,
  wish: {
    sessionId: Id<"videoSessions">;
    instruction: string;
    selectedId?: Id<"scenes"> | undefined;
  },
): Promise<FindQuestion> {
  const session = await ownedSession(ctx, wish.sessionId);
  const instruction = checkPrompt(wish.instruction);
  const scenes = await scenesFrom(ctx, session._id, 0);
  const cards = scenes.map(async (scene, place) => ({
    sceneId: scene._id,
    title: (scene.title ?? "").slice(0, 200),
    words: await wordsOf(ctx, scene, place < readScenes),
    selected: scene._id === wish.selectedId,
  }));
  return { instruction, scenes: await Promise.all(cards) };
}

async function wordsOf(ctx: AuthedQueryCtx, scene: Doc<"scenes">, reads: boolean): Promise<string> {
  const said = [scene.summary, scene.narration].filter((text) => text !== undefined);
  if (reads && scene.liveVersion !== undefined) {
    const source = await findSource(ctx, scene._id, scene.liveVersion);
    said.unshift(...objectsOf(source?.document));
  }
  return said.join(" ").slice(0, wordsOfScene);
}

/** Names, kinds and short texts of a document's objects: “the one with the circle”. */
function objectsOf(document: unknown): string[] {
  const objects: unknown = (document as { objects?: unknown } | undefined)?.objects;
  if (!Array.isArray(objects)) return [];
  return (objects as { id?: unknown; kind?: unknown; args?: { text?: unknown } }[])
    .flatMap(({ id, kind, args }) => [id, kind, args?.text])
    .filter((word) => typeof word === "string")
    .map((word) => word.replaceAll("_", " "));
}
