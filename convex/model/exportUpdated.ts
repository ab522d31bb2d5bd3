/** The callback about an export. */
import type { MutationCtx } from "../_generated/server";
import { fail, unnamedFailure, notFound } from "../lib/errors";
import type { ExportUpdated } from "../shared/messages";
import { exportEdges, move, ranks } from "../shared/states";
import { emitExport } from "./events";
import { endJob, leaseEnd } from "./jobs";
import { loadJob } from "./leases";
import { tryAgainOrFail } from "./outcome";
import type { Answer } from "./verdict";
import { answerOf, judge } from "./verdict";

export async function exportUpdated(ctx: MutationCtx, message: ExportUpdated): Promise<Answer> {
  const job = await loadJob(ctx, message.jobId);
  const exportId = ctx.db.normalizeId("exports", message.exportId);
  const row = exportId === null ? null : await ctx.db.get("exports", exportId);
  if (row === null) throw notFound();
  const rank = ranks.export[message.status];
  const { jobId, attempt, seq } = message;
  const verdict = judge(job, row.fence, { owner: row.jobId, jobId, attempt, rank, seq });
  if (!verdict.accepted) return answerOf(job, verdict);
  await ctx.db.patch("exports", row._id, { fence: { attempt, rank, seq } });
  if (message.status === "error") {
    const again = await tryAgainOrFail(ctx, job, message.error ?? unnamedFailure());
    return answerOf(job, verdict, again === "again");
  }
  if (message.status === "ready" && message.result === undefined)
    throw fail("request.invalid", { field: "result" });
  const status =
    row.status === message.status ? row.status : move(exportEdges, row.status, message.status);
  if (message.result !== undefined && message.status === "ready") {
    await ctx.db.patch("exports", row._id, {
      status,
      ...message.result,
      progress: undefined,
      finishedAt: Date.now(),
    });
    await endJob(ctx, job, { status: "succeeded" });
    const ready = await ctx.db.get("exports", row._id);
    if (ready !== null) await emitExport(ctx, ready);
  } else {
    await ctx.db.patch("exports", row._id, {
      status,
      ...(message.progress === undefined ? {} : { progress: message.progress }),
    });
    if (job.status === "running") await ctx.db.patch("jobs", job._id, { dueAt: leaseEnd(job) });
  }
  return answerOf(job, verdict);
}
