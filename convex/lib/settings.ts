/** What the environment sets, read when asked and never kept, so that a change takes effect at once. */

function number(name: string, fallback: number): number {
  const text = process.env[name];
  const value = text === undefined || text === "" ? fallback : Number(text);
  if (!Number.isFinite(value) || value < 0)
    throw new Error(`${name} must be a number, not "${text}".`);
  return value;
}

/** Ceilings that keep every list bounded whatever the environment says. */
export const ceilings = {
  scenesPerSession: 500,
  sessionsPerProject: 500,
  projects: 500,
  activeJobs: 1000,
  endpoints: 50,
  apiKeys: 50,
  hooks: 50,
  planItems: 50,
  prompt: 20_000,
  code: 65_536,
  json: 98_304,
  plays: 500,
  attemptsLog: 100,
} as const;

export type Limits = {
  concurrentJobs: number;
  rendersPerDay: number;
  videoMinutesPerDay: number;
  tokensPerDay: number;
  projects: number;
  sessionsPerProject: number;
  scenesPerSession: number;
  promptChars: number;
};

export function limits(): Limits {
  return {
    concurrentJobs: Math.min(number("LIMIT_CONCURRENT_JOBS", 50), ceilings.activeJobs),
    rendersPerDay: number("LIMIT_RENDERS_PER_DAY", 500),
    videoMinutesPerDay: number("LIMIT_VIDEO_MINUTES_PER_DAY", 600),
    tokensPerDay: number("LIMIT_TOKENS_PER_DAY", 20_000_000),
    projects: Math.min(number("LIMIT_PROJECTS", 200), ceilings.projects),
    sessionsPerProject: Math.min(
      number("LIMIT_SESSIONS_PER_PROJECT", 100),
      ceilings.sessionsPerProject,
    ),
    scenesPerSession: Math.min(number("LIMIT_SCENES_PER_SESSION", 200), ceilings.scenesPerSession),
    promptChars: Math.min(number("LIMIT_PROMPT_CHARS", 4000), ceilings.prompt),
  };
}

export const timings = {
  leaseMs: () => number("LIMIT_LEASE_MS", 45_000),
  heartbeatMs: () => number("LIMIT_HEARTBEAT_MS", 10_000),
  runMs: () => number("LIMIT_RUN_MS", 6 * 3_600_000),
  dispatchBackoffMs: () => number("LIMIT_DISPATCH_BACKOFF_MS", 5_000),
  redispatchMs: () => number("LIMIT_REDISPATCH_MS", 60_000),
  queueWaitMs: () => number("LIMIT_QUEUE_WAIT_MS", 3_600_000),
  /** Longer than a worker keeps a report that it cannot send. */
  strayMs: () => number("LIMIT_STRAY_MS", 172_800_000),
  /** How long a sweep of the store may be silent about what it took before another takes it. */
  sweepLeaseMs: () => number("LIMIT_SWEEP_LEASE_MS", 600_000),
  walkMs: () => number("LIMIT_WALK_MS", 86_400_000),
};

export const maxAttempts = 3;
export const maxDispatchTries = 3;
export const maxReleases = 5;

export function fastApiBaseUrl(): string {
  const url = process.env["FASTAPI_BASE_URL"];
  if (url === undefined || url === "")
    throw new Error("Set FASTAPI_BASE_URL in the Convex environment.");
  return url.replace(/\/+$/, "");
}

/** The keys of one direction, newest first; short or missing ones stop every signed call. */
export function secretsOf(
  name: "WEBHOOK_SECRET" | "CALLBACK_SECRET" | "ENCRYPTION_KEYS",
): string[] {
  const keys = (process.env[name] ?? "")
    .split(",")
    .map((key) => key.trim())
    .filter((key) => key !== "");
  if (keys.some((key) => key.length < 32))
    throw new Error(`Every key in ${name} needs 32 characters.`);
  return keys;
}

export function loopbackWebhooksAllowed(): boolean {
  return process.env["ALLOW_LOOPBACK_WEBHOOKS"] === "1";
}
