/** What a refusal by a limit says: the limit, the use, when it resets, and what frees it before. */
import type { Value } from "convex/values";
import { fail } from "./errors";
import type { ErrorCode } from "./errors";

export type LimitCode = Extract<ErrorCode, `limit.${string}`>;

/** Only what is counted by the day comes back by itself; `resetsAt` is null for the others. */
const freedBy: Record<LimitCode, string> = {
  "limit.concurrent_jobs": "A job that ends or is cancelled frees its place.",
  "limit.renders_per_day": "The count starts again at midnight UTC.",
  "limit.video_minutes_per_day": "The count starts again at midnight UTC.",
  "limit.tokens_per_day": "The count starts again at midnight UTC.",
  "limit.projects": "Removing a project frees its place.",
  "limit.sessions_per_project": "Removing a session frees its place.",
  "limit.scenes_per_session": "Removing a scene frees its place.",
  "limit.prompt_chars": "A shorter prompt fits.",
  "limit.endpoints": "Removing an endpoint frees its place.",
  "limit.api_keys": "Revoking a key frees its place.",
  "limit.hooks": "Removing a hook frees its place.",
};

export function overLimit(code: LimitCode, use: number, limit: number): Record<string, Value> {
  return { limit, use, resetsAt: null, freedBy: freedBy[code] };
}

/** Refuses what would take the use past the limit; one more, unless `more` says otherwise. */
export function refuseOver(
  code: LimitCode,
  { use, limit, more = 1 }: { use: number; limit: number; more?: number },
): void {
  if (use + more > limit) throw fail(code, overLimit(code, use, limit));
}
