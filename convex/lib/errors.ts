/** Errors that cross the edge: one envelope, `{code, error, details}`, carried by ConvexError. */
import { ConvexError } from "convex/values";
import type { Value } from "convex/values";
import type { Failure } from "../shared/validators";

type Fact = { status: number; retryable: boolean; owner: Failure["owner"]; message: string };

const fact = (
  status: number,
  message: string,
  rest: { retryable?: boolean; owner?: Failure["owner"] } = {},
): Fact => ({ status, message, retryable: rest.retryable ?? false, owner: rest.owner ?? "caller" });

/** The codes that Convex itself may answer; `tests/contracts/errors.json` lists them too. */
export const errorFacts = {
  "access.forbidden": fact(403, "Your role does not allow this."),
  "signature.invalid": fact(401, "Unauthorized."),
  "request.invalid": fact(422, "The request is not right."),
  "request.precondition_failed": fact(412, "It has changed since you read it; read it again."),
  "request.too_large": fact(413, "The body is too large."),
  "resource.not_found": fact(404, "Not found."),
  internal: fact(500, "Something went wrong on our side.", { owner: "us" }),
  "session.busy": fact(409, "This session is being generated already.", { retryable: true }),
  "scene.locked": fact(409, "This scene is locked."),
  "scene.no_live_version": fact(409, "This scene has no version that plays yet."),
  "scene.version_not_ready": fact(409, "Only a ready version can be shown."),
  "scene.bad_split": fact(400, "The split point must lie inside the scene."),
  "session.nothing_to_export": fact(409, "No scene of this session plays yet."),
  "operation.nothing_to_undo": fact(409, "There is nothing to undo."),
  "operation.nothing_to_redo": fact(409, "There is nothing to redo."),
  "operation.conflict": fact(409, "What this step touched has changed since."),
  "document.conflict": fact(409, "The draft was saved elsewhere since you read it."),
  "job.not_retryable": fact(409, "Only a failed or cancelled job can be tried again."),
  "job.lost": fact(500, "The worker stopped answering.", { retryable: true, owner: "us" }),
  "job.not_started": fact(503, "No worker took the job in time.", { retryable: true, owner: "us" }),
  "job.cancelled": fact(409, "The job was cancelled."),
  "dispatch.unreachable": fact(503, "The job service did not answer.", {
    retryable: true,
    owner: "us",
  }),
  "dispatch.refused": fact(502, "The job service refused the job.", { owner: "us" }),
  "limit.concurrent_jobs": fact(429, "Too many jobs at once.", { retryable: true }),
  "limit.renders_per_day": fact(429, "Today's renders are used up.", { retryable: true }),
  "limit.video_minutes_per_day": fact(429, "Today's minutes of video are used up.", {
    retryable: true,
  }),
  "limit.tokens_per_day": fact(429, "Today's tokens are used up.", { retryable: true }),
  "limit.projects": fact(409, "You have reached the number of projects allowed."),
  "limit.sessions_per_project": fact(
    409,
    "This project has reached the number of sessions allowed.",
  ),
  "limit.scenes_per_session": fact(409, "This session has reached the number of scenes allowed."),
  "limit.prompt_chars": fact(400, "The prompt is too long."),
  "limit.endpoints": fact(409, "You have reached the number of webhook endpoints allowed."),
  "limit.api_keys": fact(409, "You have reached the number of API keys allowed."),
  "limit.hooks": fact(409, "You have reached the number of inbound hooks allowed."),
  "webhook.bad_url": fact(400, "This address is not allowed."),
  "webhook.bad_filter": fact(400, "An event filter names no event."),
  "webhook.endpoint_disabled": fact(409, "This endpoint is disabled."),
} as const satisfies Record<string, Fact>;

export type ErrorCode = keyof typeof errorFacts;
export type ErrorData = { code: ErrorCode; error: string; details: Record<string, Value> };

export function fail(
  code: ErrorCode,
  details: Record<string, Value> = {},
  message?: string,
): ConvexError<ErrorData> {
  return new ConvexError({ code, error: message ?? errorFacts[code].message, details });
}

/** Signed out, not yours and not there are deliberately one answer. */
export function notFound(): ConvexError<ErrorData> {
  return fail("resource.not_found");
}

/** A worker that says nothing but "error" is given the benefit of the doubt: it is tried again. */
export function unnamedFailure(): Failure {
  return { ...failure("internal"), retryable: true };
}

/** The same vocabulary as a value, for a job that ends badly. */
export function failure(code: ErrorCode, details: Record<string, Value> = {}): Failure {
  const { message, retryable, owner } = errorFacts[code];
  return { code, error: message, details, retryable, owner };
}
