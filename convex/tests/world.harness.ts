/**
 * A small world for the model-based test: two people who click at random, workers that die, and a network
 * that reorders, repeats and drops what they say. Nothing here knows how the functions work.
 */
import type { FunctionArgs } from "convex/server";
import { ConvexError } from "convex/values";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { Backend } from "./backend.harness";
import type { Dice } from "./random.harness";
import type { Story } from "./story.harness";
import { openSession } from "./story.harness";
import { call, chunk } from "./worker.harness";

export type Move = {
  name: string;
  weight: number;
  /** What a person does touches that person's rows only; workers, time and the network touch everybody's. */
  by: "person" | "world";
  run: (world: World, story: Story) => Promise<unknown>;
};
type Message = { route: string; body: Record<string, unknown> };
type Held = { jobId: string; attempt: number; claimId: string };

const answers = [
  ...Array.from({ length: 6 }, () => ({ kind: "accepted" as const })),
  { kind: "busy", retryAfterMs: 1000 },
  { kind: "failed", reason: "http 500" },
  { kind: "refused", status: 400 },
] satisfies FunctionArgs<typeof internal.dispatch.record>["outcome"][];

const file = {
  ...{ key: "k", url: "http://chunks.test/k", bytes: 1, checksum: "c" },
  ...{ durationInFrames: 1, fps: 30, width: 1280, height: 720 },
};

export class World {
  readonly backend: Backend;
  readonly dice: Dice;
  readonly stories: Story[] = [];
  /** What workers have said and the network has not delivered yet. */
  readonly network: Message[] = [];
  readonly log: string[] = [];
  private readonly moves: readonly Move[];
  private readonly held: Held[] = [];
  private claims = 0;
  private chunks = 0;

  constructor(backend: Backend, { dice, moves }: { dice: Dice; moves: readonly Move[] }) {
    this.backend = backend;
    this.dice = dice;
    this.moves = moves;
  }

  async open(names: readonly string[]): Promise<void> {
    for (const name of names) this.stories.push(await openSession(this.backend, name));
  }

  /** One random event. */
  async step(): Promise<Story> {
    return await this.oneOf(this.moves);
  }

  /** One random click. Returns whose, so that the others can be checked for silence. */
  async click(): Promise<Story> {
    return await this.oneOf(this.moves.filter((move) => move.by === "person"));
  }

  private async oneOf(moves: readonly Move[]): Promise<Story> {
    const story = this.dice.pick(this.stories);
    if (story === undefined) throw new Error("The world is empty.");
    const total = moves.reduce((sum, move) => sum + move.weight, 0);
    let left = this.dice.below(total);
    for (const move of moves) {
      left -= move.weight;
      if (left >= 0) continue;
      this.log.push(move.name);
      await allowed(move.run(this, story));
      break;
    }
    return story;
  }

  async scenes(story: Story): Promise<Awaited<ReturnType<typeof listScenes>>> {
    return await listScenes(story);
  }

  async aScene(story: Story): Promise<Id<"scenes"> | undefined> {
    return this.dice.pick(await listScenes(story))?._id;
  }

  /** A worker takes a job and says all it will ever say; it may die on the way. */
  async work(story: Story): Promise<void> {
    const job = this.dice.pick(await story.person.query(api.jobs.active, { limit: 200 }));
    if (job === undefined) return;
    this.claims += 1;
    const claimId = `claim-${this.claims}`;
    const { _id: jobId, attempt } = job;
    const claim = await call(this.backend, "/callbacks/claim", { jobId, attempt, claimId });
    if (claim.body["decision"] !== "go") return;
    this.held.push({ jobId, attempt, claimId });
    const said = this.wordsFor(job);
    const survives = this.dice.chance(0.8) ? said.length : this.dice.below(said.length + 1);
    this.network.push(...said.slice(0, survives));
  }

  private wordsFor(job: {
    _id: string;
    kind: string;
    attempt: number;
    sessionId: string;
    sceneId?: string;
    version?: number;
    exportId?: string;
  }): Message[] {
    const { _id: jobId, attempt } = job;
    const say = (route: string, bodies: object[]): Message[] =>
      bodies.map((body, index) => ({
        route: `/callbacks/${route}`,
        body: { jobId, attempt, seq: index + 1, ...body },
      }));
    if (job.kind === "generate") {
      const plan = Array.from({ length: 1 + this.dice.below(3) }, (_, index) => ({
        title: `Plan ${index}`,
        summary: "s",
      }));
      const of = { sessionId: job.sessionId };
      const progress = { stage: "planning", done: 0, total: null };
      return say("session-updated", [
        { ...of, status: "generating", progress },
        this.dice.chance(0.85)
          ? { ...of, status: "generating", plan }
          : { ...of, status: "error", error: this.failure() },
      ]);
    }
    if (job.kind === "export")
      return say("export-updated", [
        { exportId: job.exportId, status: "rendering" },
        { exportId: job.exportId, status: "uploading" },
        this.dice.chance(0.6)
          ? { exportId: job.exportId, status: "ready", result: file }
          : { exportId: job.exportId, status: "error", error: this.failure() },
      ]);
    const of = { sceneId: job.sceneId, version: job.version };
    return say("scene-updated", [
      { ...of, status: "generating_code" },
      { ...of, status: "rendering", progress: { stage: "drawing", done: 1, total: 2 } },
      { ...of, status: "rendering", progress: { stage: "drawing", done: 2, total: 2 } },
      { ...of, status: "uploading" },
      this.dice.chance(0.75)
        ? { ...of, status: "ready", result: this.result(job.kind) }
        : { ...of, status: "error", error: this.failure() },
    ]);
  }

  private result(kind: string): object {
    const make = (): object => {
      this.chunks += 1;
      return chunk(1 + this.dice.below(90), `c${this.chunks}`);
    };
    return kind === "split" ? { ...make(), splitRest: make() } : make();
  }

  private failure(): object {
    const retryable = this.dice.chance(0.5);
    return {
      code: "render.failed",
      error: "No.",
      details: {},
      retryable,
      owner: retryable ? "us" : "scene_author",
    };
  }

  /** A worker, alive or long forgotten, says that it lives. */
  async heartbeat(): Promise<void> {
    const held = this.dice.pick(this.held);
    if (held !== undefined) await call(this.backend, "/callbacks/heartbeat", held);
  }

  /** A worker shuts down and gives its job back, or one that lost it long ago tries to. */
  async release(): Promise<void> {
    const held = this.dice.pick(this.held);
    if (held !== undefined)
      await call(this.backend, "/callbacks/release", { ...held, reason: "shutdown" });
  }

  /** The answer to a post arrives, whatever has become of the job. */
  async dispatched(story: Story): Promise<void> {
    const job = this.dice.pick(await story.person.query(api.jobs.active, { limit: 200 }));
    if (job === undefined) return;
    const outcome = this.dice.pick(answers) ?? { kind: "accepted" };
    const { _id: jobId } = job;
    const attempt = this.dice.chance(0.8) ? job.attempt : job.attempt - 1;
    await this.backend.operator.mutation(internal.dispatch.record, { jobId, attempt, outcome });
  }

  /** A burst of messages, as many as the workers say in the meantime. */
  async deliver(): Promise<void> {
    for (let left = 1 + this.dice.below(6); left > 0; left -= 1) await this.deliverOne();
  }

  /** Mostly the oldest, sometimes any; sometimes it is kept to be said again, sometimes it is lost. */
  private async deliverOne(): Promise<void> {
    if (this.network.length === 0) return;
    const index = this.dice.chance(0.6) ? 0 : this.dice.below(this.network.length);
    const message = this.network[index];
    if (message === undefined) return;
    if (!this.dice.chance(0.2)) this.network.splice(index, 1);
    if (this.dice.chance(0.05)) return;
    await call(this.backend, message.route, message.body);
  }

  async sweep(aheadMs: number): Promise<void> {
    await this.backend.operator.mutation(internal.sweeps.jobs, { now: Date.now() + aheadMs });
  }

  /** Nobody clicks any more and all workers are dead: the sweeps must end every job. */
  async drain(): Promise<void> {
    for (let round = 0; round < 4; round += 1) await this.sweep(46_000);
    await this.sweep(40_000_000);
  }
}

async function listScenes({
  person,
  sessionId,
}: Story): Promise<{ _id: Id<"scenes">; version: number; liveVersion?: number }[]> {
  return await person.query(api.scenes.listBySession, { sessionId });
}

/** A refusal with a name is an answer like any other; everything else is a fault. */
async function allowed(move: Promise<unknown>): Promise<void> {
  try {
    await move;
  } catch (error) {
    if (!(error instanceof ConvexError)) throw error;
  }
}
