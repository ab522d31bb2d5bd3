/**
 * The state machines of the product, as data.
 *
 *   session   idle → queued → generating → rendering → ready | error
 *   version   queued → generating_code → rendering → uploading → ready | error | cancelled | superseded
 *   job       queued → dispatched → running → succeeded | failed | cancelled | superseded
 *   export    queued → rendering → uploading → ready | error | cancelled
 *
 * A step may be skipped forwards. The only way back is a new attempt, which starts at `queued`.
 */

export const sessionStatuses = [
  "idle",
  "queued",
  "generating",
  "rendering",
  "ready",
  "error",
] as const;
export const versionStatuses = [
  "queued",
  "generating_code",
  "rendering",
  "uploading",
  "ready",
  "error",
  "cancelled",
  "superseded",
] as const;
export const jobStatuses = [
  "queued",
  "dispatched",
  "running",
  "succeeded",
  "failed",
  "cancelled",
  "superseded",
] as const;
export const exportStatuses = [
  "queued",
  "rendering",
  "uploading",
  "ready",
  "error",
  "cancelled",
] as const;

export type SessionStatus = (typeof sessionStatuses)[number];
export type VersionStatus = (typeof versionStatuses)[number];
export type JobStatus = (typeof jobStatuses)[number];
export type ExportStatus = (typeof exportStatuses)[number];

type Edges<State extends string> = Readonly<Record<State, readonly State[]>>;

export const sessionEdges: Edges<SessionStatus> = {
  idle: ["queued", "rendering", "ready"],
  queued: ["generating", "rendering", "ready", "error", "idle"],
  // Back to `queued` is a new attempt of the plan.
  generating: ["queued", "rendering", "ready", "error", "idle"],
  rendering: ["queued", "ready", "error", "idle"],
  // Out of `ready` and `error` only by a new wish of the user, or when a retried scene plays at last.
  ready: ["queued", "rendering", "error"],
  error: ["queued", "rendering", "ready", "idle"],
};

export const versionEdges: Edges<VersionStatus> = {
  queued: [
    "generating_code",
    "rendering",
    "uploading",
    "ready",
    "error",
    "cancelled",
    "superseded",
  ],
  generating_code: [
    "queued",
    "rendering",
    "uploading",
    "ready",
    "error",
    "cancelled",
    "superseded",
  ],
  rendering: ["queued", "uploading", "ready", "error", "cancelled", "superseded"],
  uploading: ["queued", "ready", "error", "cancelled", "superseded"],
  ready: [],
  error: [],
  cancelled: [],
  superseded: [],
};

export const jobEdges: Edges<JobStatus> = {
  // A claim may overtake the answer to the dispatch, so `queued` can go straight to `running`.
  queued: ["dispatched", "running", "succeeded", "failed", "cancelled", "superseded"],
  dispatched: ["queued", "running", "succeeded", "failed", "cancelled", "superseded"],
  running: ["queued", "succeeded", "failed", "cancelled", "superseded"],
  succeeded: [],
  failed: [],
  cancelled: [],
  superseded: [],
};

export const exportEdges: Edges<ExportStatus> = {
  queued: ["rendering", "uploading", "ready", "error", "cancelled"],
  rendering: ["queued", "uploading", "ready", "error", "cancelled"],
  uploading: ["queued", "ready", "error", "cancelled"],
  ready: [],
  error: [],
  cancelled: [],
};

/** How far a state is on its way; equal ranks exclude one another. The fence orders callbacks by it. */
export const ranks = {
  session: { idle: 0, queued: 0, generating: 1, rendering: 2, ready: 3, error: 3 },
  version: {
    queued: 0,
    generating_code: 1,
    rendering: 2,
    uploading: 3,
    ready: 4,
    error: 4,
    cancelled: 4,
    superseded: 4,
  },
  export: { queued: 0, rendering: 1, uploading: 2, ready: 3, error: 3, cancelled: 3 },
} as const satisfies {
  session: Record<SessionStatus, number>;
  version: Record<VersionStatus, number>;
  export: Record<ExportStatus, number>;
};

export function canMove<State extends string>(
  edges: Edges<State>,
  from: State,
  to: State,
): boolean {
  return edges[from].includes(to);
}

/** A state with no way out. */
export function isTerminal<State extends string>(edges: Edges<State>, state: State): boolean {
  return edges[state].length === 0;
}

export class IllegalTransition extends Error {
  readonly code = "state.illegal_transition";
  readonly from: string;
  readonly to: string;

  constructor(from: string, to: string) {
    super(`No way from ${from} to ${to}.`);
    this.from = from;
    this.to = to;
  }
}

/** Returns `to`, or throws when the table has no such edge. */
export function move<State extends string>(edges: Edges<State>, from: State, to: State): State {
  if (!canMove(edges, from, to)) throw new IllegalTransition(from, to);
  return to;
}
