/**
 * Runs what is due: scheduled functions and crons. A mutation's run and its mark as done are one
 * transaction (exactly once); an action is marked as started first (at most once).
 */
import { SCHEDULED_TABLE } from "../database/catalog.ts";
import type { Transaction } from "../database/transaction.ts";
import { isObject, parseJson, type Json } from "../values/json.ts";
import type { Actions } from "./actions.ts";
import { firstRun, runAfter } from "./cron_time.ts";
import { onAccountOf } from "./culprit.ts";
import type { Engine } from "./engine.ts";
import type { Execution } from "./function_log.ts";
import { readJob, setJobState, type Job } from "./jobs.ts";
import type { CronSpec } from "./registry.ts";
import { newRun } from "./run.ts";

const KEEP_DONE_MS = 7 * 86_400_000;
const KEEP_REQUESTS_MS = 14 * 86_400_000;
const SWEEP_EVERY_MS = 3_600_000;
const MAX_RUNNING = 64;
/** A cron that stalled the engine is left alone for a while. */
const STALLED_CRON_REST_MS = 60_000;
const LONGEST_SLEEP_MS = 60_000;

export class Scheduler {
  readonly #engine: Engine;
  readonly #actions: Actions;
  readonly #crons = new Map<string, CronSpec>();
  readonly #running = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #sweepDue = 0;
  #stopped = true;

  constructor(engine: Engine, actions: Actions) {
    this.#engine = engine;
    this.#actions = actions;
  }

  get running(): number {
    return this.#running.size;
  }

  /**
   * Actions that were running when the process died are failed, never run again; so is the
   * mutation that made the engine's thread stall, which would only stall it again.
   */
  async recover(stalled: string): Promise<void> {
    await this.#engine.transact((transaction) => {
      const [kind, name = ""] = stalled.split(/:(.*)/s);
      if (kind === "job" && readJob(transaction, name)?.state === "pending") {
        setJobState(transaction, name, { kind: "failed", error: "Function execution timed out" });
      }
      if (kind === "cron") {
        transaction.storage.run(
          "UPDATE crons SET due = ? WHERE name = ?",
          this.#engine.nowMs() + STALLED_CRON_REST_MS,
          name,
        );
        transaction.touch();
      }
      const table = transaction.catalog.ensure(SCHEDULED_TABLE);
      const rows = transaction.storage.all(
        'SELECT id FROM documents WHERE tab = ? AND json LIKE \'%"kind":"inProgress"%\'',
        table.number,
      );
      for (const row of rows) {
        setJobState(transaction, row["id"] as string, {
          kind: "failed",
          error: "Transient error while executing action",
        });
      }
    });
  }

  async adoptCrons(specs: readonly CronSpec[]): Promise<void> {
    this.#crons.clear();
    for (const spec of specs) this.#crons.set(spec.name, spec);
    await this.#engine.transact(({ storage }) => {
      for (const row of storage.all("SELECT name FROM crons")) {
        if (!this.#crons.has(row["name"] as string))
          storage.run("DELETE FROM crons WHERE name = ?", row["name"] ?? null);
      }
      for (const spec of specs) {
        const text = JSON.stringify([spec.path, spec.args, spec.schedule]);
        if (storage.get("SELECT spec FROM crons WHERE name = ?", spec.name)?.["spec"] === text)
          continue;
        const due = firstRun(spec.schedule, this.#engine.nowMs());
        storage.run(
          "INSERT OR REPLACE INTO crons (name, spec, due) VALUES (?, ?, ?)",
          spec.name,
          text,
          due,
        );
      }
    });
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Looks anew at what is due; called after commits that scheduled something. */
  wake(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const next = this.#nextDue();
    const wait = Math.min(Math.max(0, next - this.#engine.nowMs()), LONGEST_SLEEP_MS);
    this.#timer = setTimeout(() => void this.#tick(), wait);
  }

  #nextDue(): number {
    const { storage } = this.#engine;
    const job = storage.get("SELECT min(due) AS due FROM jobs")?.["due"];
    const cron = storage.get("SELECT min(due) AS due FROM crons")?.["due"];
    const full = this.#running.size >= MAX_RUNNING;
    return Math.min(
      full ? Infinity : Number(job ?? Infinity),
      Number(cron ?? Infinity),
      this.#sweepDue,
    );
  }

  async #tick(): Promise<void> {
    try {
      await this.#engine.turns.idle();
      if (this.#stopped) return;
      await this.#startDue();
    } finally {
      this.wake();
    }
  }

  async #startDue(): Promise<void> {
    const { storage } = this.#engine;
    const now = this.#engine.nowMs();
    if (now >= this.#sweepDue) await this.#sweep(now);
    for (const row of storage.all(
      "SELECT id FROM jobs WHERE due <= ? ORDER BY due LIMIT ?",
      now,
      MAX_RUNNING,
    )) {
      const id = row["id"] as string;
      if (this.#running.size < MAX_RUNNING && !this.#running.has(id)) await this.#startJob(id);
    }
    for (const row of storage.all("SELECT name, due FROM crons WHERE due <= ?", now)) {
      await this.#startCron(row["name"] as string, Number(row["due"]));
    }
  }

  async #startJob(id: string): Promise<void> {
    const job = await this.#engine.read((transaction) => readJob(transaction, id));
    if (job === undefined || job.state !== "pending") {
      await this.#engine.transact((transaction) => {
        transaction.storage.run("DELETE FROM jobs WHERE id = ?", id);
        transaction.touch();
      });
      return;
    }
    const kind = this.#engine.runner.registry.find(job.path)?.kind;
    if (kind === "action") {
      await this.#engine.transact((transaction) =>
        setJobState(transaction, id, { kind: "inProgress" }),
      );
      this.#track(
        id,
        onAccountOf(`job:${id}`, async () => this.#runAction(job)),
      );
    } else {
      this.#track(
        id,
        onAccountOf(`job:${id}`, async () => this.#runMutation(job)),
      );
    }
  }

  #track(name: string, work: Promise<void>): void {
    this.#running.add(name);
    void work
      .catch((error: unknown) => this.#engine.log.report(name, error))
      .finally(() => {
        this.#running.delete(name);
        this.wake();
      });
  }

  async #runMutation(job: Job): Promise<void> {
    const logs: string[] = [];
    const execution = this.#engine.began("mutation", { path: job.path, requestId: "" }, logs);
    try {
      await this.#engine.transact(async (transaction) => {
        if (readJob(transaction, job.id)?.state !== "pending") return;
        await this.#invoke(transaction, job, logs);
        setJobState(transaction, job.id, { kind: "success" });
      });
      this.#engine.log.done(execution);
    } catch (error) {
      const message = this.#failure(execution, error);
      await this.#engine.transact((transaction) =>
        setJobState(transaction, job.id, { kind: "failed", error: message }),
      );
    }
  }

  async #invoke(
    transaction: Transaction,
    job: { path: string; args: Json },
    logs: string[],
  ): Promise<void> {
    const { runner } = this.#engine;
    const run = newRun(transaction, { logs, identity: null, requestId: "" });
    await runner.run(runner.find(job.path, "mutation"), job.args, run);
  }

  #failure(execution: Execution, error: unknown): string {
    const outcome = this.#engine.log.failed(execution, error);
    return outcome.ok ? "" : outcome.failure.message;
  }

  async #runAction(job: Job): Promise<void> {
    const message = await this.#callAction(job);
    await this.#engine.transact((transaction) => {
      if (readJob(transaction, job.id)?.state !== "inProgress") return;
      setJobState(
        transaction,
        job.id,
        message === undefined ? { kind: "success" } : { kind: "failed", error: message },
      );
    });
  }

  async #callAction(job: { path: string; args: Json }): Promise<string | undefined> {
    const { outcome } = await this.#actions.call({
      kind: "action",
      path: job.path,
      args: JSON.stringify(job.args),
      identity: "null",
      admin: true,
      requestId: "",
      session: null,
    });
    return outcome.ok ? undefined : outcome.failure.message;
  }

  async #startCron(name: string, due: number): Promise<void> {
    const spec = this.#crons.get(name);
    if (spec === undefined) return;
    const next = runAfter(spec.schedule, { dueMs: due, nowMs: this.#engine.nowMs() });
    const advance = (transaction: Transaction) => {
      transaction.storage.run("UPDATE crons SET due = ? WHERE name = ?", next, name);
      transaction.touch();
    };
    const label = `cron ${name}`;
    // One run at a time: a tick that finds the last run still going is skipped.
    if (this.#running.has(label)) {
      await this.#engine.transact(advance);
      return;
    }
    if (this.#engine.runner.registry.find(spec.path)?.kind === "action") {
      await this.#engine.transact(advance);
      this.#track(
        label,
        onAccountOf(`cron:${name}`, async () => this.#callAction(spec).then(() => undefined)),
      );
      return;
    }
    this.#track(
      label,
      onAccountOf(`cron:${name}`, async () => this.#runCronMutation(spec, advance)),
    );
    await this.#engine.turns.idle();
  }

  async #runCronMutation(
    spec: CronSpec,
    advance: (transaction: Transaction) => void,
  ): Promise<void> {
    const logs: string[] = [];
    const execution = this.#engine.began("mutation", { path: spec.path, requestId: "" }, logs);
    try {
      await this.#engine.transact(async (transaction) => {
        await this.#invoke(transaction, spec, logs);
        advance(transaction);
      });
      this.#engine.log.done(execution);
    } catch (error) {
      this.#failure(execution, error);
      await this.#engine.transact(advance);
    }
  }

  async #sweep(now: number): Promise<void> {
    this.#sweepDue = now + SWEEP_EVERY_MS;
    await this.#engine.transact((transaction) => {
      const { storage, catalog } = transaction;
      storage.run("DELETE FROM requests WHERE ts < ?", (now - KEEP_REQUESTS_MS) * 1000);
      const table = catalog.ensure(SCHEDULED_TABLE);
      for (const row of storage.all(
        "SELECT id, json FROM documents WHERE tab = ? LIMIT 4000",
        table.number,
      )) {
        const document = parseJson(row["json"] as string);
        const completed = isObject(document) ? document["completedTime"] : undefined;
        const found =
          typeof completed === "number" && completed < now - KEEP_DONE_MS
            ? transaction.find(table, row["id"] as string)
            : undefined;
        if (found !== undefined) transaction.remove(found);
      }
    });
  }
}
