/** A split: one job proves both halves, then both appear at once. */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { fail } from "../lib/errors";
import { ceilings } from "../lib/settings";
import type { Chunk } from "../shared/messages";
import type { Trim } from "../shared/validators";
import { makeReadyScene } from "./copies";
import { record, sceneName } from "./undoLog";
import type { Started, Version } from "./versions";
import { findSource, findVersion, startVersion } from "./versions";
import { checkFrames, chunkFacts } from "./chunks";

export type SplitPoint = { atFrame?: number | undefined; atPlay?: number | undefined };

export async function startSplit(
  ctx: MutationCtx,
  { scene, session }: { scene: Doc<"scenes">; session: Doc<"videoSessions"> },
  point: SplitPoint,
): Promise<Started> {
  const atFrame = await frameOf(ctx, scene, point);
  const source = await findSource(ctx, scene._id, scene.liveVersion ?? 0);
  const splitBirthIndex = session.nextBirthIndex;
  await ctx.db.patch("videoSessions", session._id, { nextBirthIndex: splitBirthIndex + 1 });
  return await startVersion(ctx, {
    scene,
    kind: "split",
    jobKind: "split",
    instruction: `Split at frame ${atFrame}`,
    seed: { ...sourceOf(source), splitAtFrame: atFrame },
    splitBirthIndex,
  });
}

async function frameOf(ctx: MutationCtx, scene: Doc<"scenes">, point: SplitPoint): Promise<number> {
  if (scene.liveVersion === undefined) throw fail("scene.no_live_version");
  const source = await findSource(ctx, scene._id, scene.liveVersion);
  const play = point.atPlay === undefined ? undefined : source?.plays[point.atPlay];
  const atFrame = point.atFrame ?? play?.firstFrame;
  const inside =
    atFrame !== undefined &&
    Number.isInteger(atFrame) &&
    atFrame > 0 &&
    atFrame < scene.durationInFrames;
  if (!inside) throw fail("scene.bad_split", { durationInFrames: scene.durationInFrames });
  return atFrame;
}

/** Adds the second half as a scene of its own, and one undo step for the whole. */
export async function addSplitRest(
  ctx: MutationCtx,
  done: { scene: Doc<"scenes">; before: Doc<"scenes">; ready: Version; rest: Chunk },
): Promise<void> {
  const { scene, before, ready, rest } = done;
  const atFrame = ready.durationInFrames ?? 0;
  const source = await findSource(ctx, scene._id, ready.version);
  // What was cut is what played when the split was asked for, whatever plays by now.
  const base =
    ready.baseVersion === undefined ? null : await findVersion(ctx, scene._id, ready.baseVersion);
  const halves = trimsOf(base, [atFrame, rest.durationInFrames]);
  await ctx.db.patch("sceneVersions", ready._id, { trim: halves[0] });
  const { plays, ...chunk } = rest;
  checkFrames(chunk, "result.splitRest");
  const title = scene.title === undefined ? {} : { title: `${scene.title} (2)`.slice(0, 200) };
  const second = await makeReadyScene(ctx, {
    like: scene,
    index: scene.index + 1,
    birthIndex: ready.splitBirthIndex ?? 0,
    fields: title,
    version: {
      kind: "split",
      chips: [],
      ...chunkFacts(chunk),
      ...(ready.mode === undefined ? {} : { mode: ready.mode }),
      trim: halves[1],
    },
    source: { ...sourceOf(source), plays: (plays ?? []).slice(0, ceilings.plays) },
  });
  if (before.liveVersion === undefined) return;
  await record(ctx, {
    ownerId: ready.createdBy,
    sessionId: scene.sessionId,
    sceneId: scene._id,
    kind: "split",
    label: `Split ${sceneName(before)}`,
    effects: [
      { type: "setLive", sceneId: scene._id, from: before.liveVersion, to: ready.version },
      { type: "restore", sceneId: second._id, index: second.index },
    ],
  });
}

/** Which frames of the whole, as it was before any cut, the two halves show. */
function trimsOf(base: Version | null, [first, second]: [number, number]): [Trim, Trim] {
  const offset = base?.trim?.fromFrame ?? 0;
  const ofFrames = base?.trim?.ofFrames ?? base?.durationInFrames;
  const whole = ofFrames === undefined ? {} : { ofFrames };
  const cut = offset + first;
  return [
    { fromFrame: offset, toFrame: cut, ...whole },
    { fromFrame: cut, toFrame: cut + second, ...whole },
  ];
}

type SourceText = Pick<Doc<"sceneSources">, "code" | "document" | "params" | "mode">;

function sourceOf(source: Doc<"sceneSources"> | null): SourceText {
  if (source === null) return {};
  const { code, mode } = source;
  return {
    ...(code === undefined ? {} : { code }),
    ...(mode === undefined ? {} : { mode }),
    document: source.document as unknown,
    params: source.params as unknown,
  };
}

/** The part of a changed scene is as long as its film; the last part still is the last one. */
export function refitted(trim: Trim, { durationInFrames }: Pick<Chunk, "durationInFrames">): Trim {
  const toFrame = trim.fromFrame + durationInFrames;
  if (trim.ofFrames === undefined) return { fromFrame: trim.fromFrame, toFrame };
  const isLast = trim.toFrame === trim.ofFrames;
  const ofFrames = isLast ? toFrame : Math.max(trim.ofFrames, toFrame + 1);
  return { fromFrame: trim.fromFrame, toFrame, ofFrames };
}
