/** A scripted worker and the signed calls it makes. */
import { sign } from "../lib/hmac";
import type { Backend } from "./backend.harness";
import { keys } from "./keys.harness";
import type { Id } from "../_generated/dataModel";

export const trace = "3f0c1f4e-8d1b-4c57-9a38-0f0c5f2b7a11";

type Body = Record<string, unknown>;
export type Answered = { status: number; replayed: boolean; body: Record<string, unknown> };

export async function signedRequest(
  route: string,
  body: Body,
  at = Date.now(),
): Promise<RequestInit> {
  const text = JSON.stringify({ route, correlationId: trace, ...body });
  const bytes = new TextEncoder().encode(text);
  const signature = await sign(keys.callback, String(at), bytes);
  return {
    method: "POST",
    body: text,
    headers: { "X-Timestamp": String(at), "X-Signature": signature, "X-Correlation-Id": trace },
  };
}

let clock = Date.now();

/** Makes a signed call. Each has a timestamp of its own, so no two are byte-identical by accident. */
export async function call(backend: Backend, route: string, body: Body): Promise<Answered> {
  // Never behind the day, however long the run: calls that are five minutes old are refused.
  clock = Math.max(clock + 1, Date.now());
  return await send(backend, route, await signedRequest(route, body, clock));
}

export async function send(
  backend: Backend,
  route: string,
  request: RequestInit,
): Promise<Answered> {
  const response = await backend.fetch(route, request);
  return {
    status: response.status,
    replayed: response.headers.get("X-Replayed") === "true",
    body: (await response.json()) as Record<string, unknown>,
  };
}

export function chunk(frames: number, name = "v1"): Body {
  return {
    chunkKey: `chunks/${name}.mp4`,
    chunkUrl: `http://chunks.test/chunks/${name}.mp4`,
    sourceKey: `sources/${name}.py`,
    posterKey: `chunks/${name}.jpg`,
    checksum: `sum-${name}`,
    bytes: 1000,
    durationInFrames: frames,
    fps: 30,
    width: 1280,
    height: 720,
    codec: "h264",
    renderMs: 50,
    cacheHit: false,
    docsUsed: [],
  };
}

export type SceneJob = { jobId: string; attempt?: number; sceneId: string; version: number };

export class Worker {
  private seq = 0;
  private readonly backend: Backend;

  constructor(backend: Backend) {
    this.backend = backend;
  }

  async claim(jobId: string, attempt = 1, claimId = "worker-1"): Promise<unknown> {
    return (await call(this.backend, "/callbacks/claim", { jobId, attempt, claimId })).body[
      "decision"
    ];
  }

  async plan(jobId: string, sessionId: string, titles: string[]): Promise<SceneJob[]> {
    this.seq += 1;
    const plan = titles.map((title) => ({ title, summary: `About ${title}` }));
    const { body } = await call(this.backend, "/callbacks/session-updated", {
      jobId,
      attempt: 1,
      seq: this.seq,
      sessionId,
      status: "generating",
      plan,
    });
    return body["scenes"] as SceneJob[];
  }

  async update(job: SceneJob, status: string, more: Body = {}): Promise<Record<string, unknown>> {
    this.seq += 1;
    const { jobId, sceneId, version } = job;
    const { body } = await call(this.backend, "/callbacks/scene-updated", {
      jobId,
      attempt: job.attempt ?? 1,
      seq: this.seq,
      sceneId,
      version,
      status,
      ...more,
    });
    return body;
  }

  /** Does a scene's job from claim to ready. */
  async render(
    job: SceneJob,
    frames: number,
    name = `v-${job.sceneId}-${job.version}`,
  ): Promise<void> {
    await this.claim(job.jobId, job.attempt ?? 1, `claim-${job.jobId}`);
    await this.update(job, "rendering");
    await this.update(job, "ready", { result: chunk(frames, name) });
  }

  async fail(job: SceneJob, code = "render.failed"): Promise<void> {
    await this.claim(job.jobId, job.attempt ?? 1, `claim-${job.jobId}`);
    await this.update(job, "error", {
      error: {
        code,
        error: "It did not work.",
        details: {},
        retryable: false,
        owner: "scene_author",
      },
    });
  }
}

export type Ids = { projectId: Id<"projects">; sessionId: Id<"videoSessions"> };
