/** Scenes as Convex has them → clips as the player plays them. Pure. */
import type { Scene } from "@/live/types.ts";
import type { Clip, ClipState } from "@/remotion/clip.ts";
import { text } from "@/text/editing.ts";

type Source = Pick<
  Scene,
  | "_id"
  | "index"
  | "title"
  | "status"
  | "liveVersion"
  | "pendingVersion"
  | "s3ChunkUrl"
  | "posterUrl"
  | "durationInFrames"
  | "error"
  | "pending"
>;

function toClip(scene: Source): Clip {
  const live = scene.liveVersion !== undefined && scene.s3ChunkUrl !== undefined;
  return {
    sceneId: scene._id,
    title: sceneTitle(scene),
    version: live ? (scene.liveVersion ?? 0) : 0,
    url: live ? (scene.s3ChunkUrl ?? null) : null,
    posterUrl: scene.posterUrl ?? scene.pending?.posterUrl ?? null,
    durationInFrames: live ? scene.durationInFrames : 0,
    state: stateOf(scene, live),
    message: live ? "" : messageOf(scene),
  };
}

export function toClips(scenes: readonly Source[]): Clip[] {
  return scenes.map(toClip);
}

export function sceneTitle(scene: Pick<Source, "title" | "index">): string {
  return scene.title || text.editor.sceneUntitled(scene.index + 1);
}

function stateOf(scene: Source, live: boolean): ClipState {
  if (live) return "ready";
  if (scene.pending) return scene.pending.status === "queued" ? "waiting" : "working";
  return scene.status === "error" || scene.status === "cancelled" ? "failed" : "waiting";
}

function messageOf(scene: Source): string {
  const { pending } = scene;
  if (pending) return pending.status === "queued" ? text.player.queued : progressText(pending);
  if (scene.status === "error") return scene.error?.error ?? text.player.failed;
  return scene.status === "cancelled" ? text.player.cancelled : text.player.queued;
}

type Pending = NonNullable<Scene["pending"]>;

/** A scene or a file in the making. */
type Making = Pick<Pending, "progress"> & { status: string };

/** What it is doing, in a few words. */
export function progressText(pending: Making): string {
  const { progress } = pending;
  const status = text.editor.status[pending.status] ?? text.player.working;
  if (!progress) return status;
  const stage = text.editor.stages[progress.stage] ?? status;
  return text.editor.progressOf(stage, progress.done, progress.total);
}

/** Between 0 and 1, or null when only the stage is known. */
export function progressFraction(pending: Pick<Making, "progress">): number | null {
  const { progress } = pending;
  if (!progress?.total) return null;
  return Math.min(Math.max(progress.done / progress.total, 0), 1);
}
