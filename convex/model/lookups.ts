/** What workers look up by id; no ownership here, the signature is the permission. */
import type { QueryCtx } from "../_generated/server";
import type { Infer } from "convex/values";
import type { vJobAnswer, vSourceAnswer } from "../shared/server";
import { vOwnedJob } from "../shared/views";
import { sourceOf } from "./sceneLists";
import { findVersion } from "./versions";
import { pick } from "./views";

type Reader = Pick<QueryCtx, "db">;

export async function source(
  ctx: Reader,
  wish: { sceneId: string; version?: number | undefined },
): Promise<Infer<typeof vSourceAnswer>> {
  const sceneId = ctx.db.normalizeId("scenes", wish.sceneId);
  const scene = sceneId === null ? null : await ctx.db.get("scenes", sceneId);
  if (scene === null) return { source: null };
  const number = wish.version ?? scene.liveVersion ?? scene.version;
  if ((await findVersion(ctx, scene._id, number)) === null) return { source: null };
  return {
    source: { ...(await sourceOf(ctx, scene, number)), sceneId: scene._id, ownerId: scene.ownerId },
  };
}

export async function job(ctx: Reader, wish: { jobId: string }): Promise<Infer<typeof vJobAnswer>> {
  const jobId = ctx.db.normalizeId("jobs", wish.jobId);
  const row = jobId === null ? null : await ctx.db.get("jobs", jobId);
  if (row === null) return { job: null };
  const leaseUntil =
    row.status === "running" && row.dueAt !== undefined ? { leaseUntil: row.dueAt } : {};
  return { job: { ...pick(vOwnedJob, row), ...leaseUntil } };
}
