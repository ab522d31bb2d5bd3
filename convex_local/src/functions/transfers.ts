/**
 * Imports and exports while the runtime serves, as `npx convex import` and `export` drive them:
 * upload, look, confirm, write in one transaction; or snapshot and download. Their states live in
 * memory and are watched like documents; a restart forgets those that were not finished.
 *
 *   uploaded ─▶ waiting_for_confirmation ─▶ completed | failed
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Transaction } from "../database/transaction.ts";
import { makeId } from "../values/ids.ts";
import { integerToJson, type Json, type JsonObject } from "../values/json.ts";
import type { Engine } from "./engine.ts";
import { BadRequest } from "./errors.ts";
import { ImportRefused, readImport, type ImportRequest } from "./import_source.ts";
import { exportData, planImport, writeImport, type ImportChange } from "./portability.ts";

interface Import {
  readonly request: ImportRequest;
  state: JsonObject;
}

const WATCHED = "_transfers";
const IMPORTS_TABLE = 3;
const MAX_REMEMBERED = 20;

function summary(changes: readonly ImportChange[]): string {
  const width = Math.max(...changes.map(({ table }) => table.length), 5);
  const line = (table: string, create: string, remove: string) =>
    `${table.padEnd(width)} | ${create.padStart(6)} | ${remove.padStart(6)}`;
  return [
    "Import change summary:",
    line("table", "create", "delete"),
    ...changes.map(({ table, added, deleted }) => line(table, String(added), String(deleted))),
  ].join("\n");
}

export class Transfers {
  readonly #engine: () => Engine;
  readonly #folder: string;
  readonly #imports = new Map<string, Import>();
  #export: JsonObject | null = null;

  constructor(engine: () => Engine, dataFolder: string) {
    this.#engine = engine;
    this.#folder = dataFolder;
  }

  imports(transaction: Transaction): Json {
    transaction.readPoint(0, WATCHED);
    return [...this.#imports].map(([_id, { state }]) => ({ _id, state }));
  }

  findImport(transaction: Transaction, id: string): Json {
    transaction.readPoint(0, WATCHED);
    const found = this.#imports.get(id);
    return found === undefined ? null : { _id: id, state: found.state };
  }

  latestExport(transaction: Transaction): Json {
    transaction.readPoint(0, WATCHED);
    return this.#export;
  }

  /** Looks at what was uploaded and says what would happen; nothing is changed yet. */
  async begin(request: ImportRequest): Promise<string> {
    const engine = this.#engine();
    const id = makeId(IMPORTS_TABLE, engine.nowMs());
    let state: JsonObject;
    try {
      const source = readImport(request.file, request.format, request.table);
      const changes = await engine.turns.take(() =>
        planImport(engine.storage, { source, mode: request.mode }),
      );
      state = {
        state: "waiting_for_confirmation",
        message_to_confirm: summary(changes),
        require_manual_confirmation: changes.some(({ deleted }) => deleted > 0),
      };
    } catch (error) {
      state = this.#failed(request, error);
    }
    await this.#change(() => {
      this.#imports.set(id, { request, state });
      for (const oldest of this.#imports.keys()) {
        if (this.#imports.size <= MAX_REMEMBERED) break;
        this.#imports.delete(oldest);
      }
    });
    return id;
  }

  async perform(id: string, check: () => void): Promise<void> {
    const found = this.#imports.get(id);
    if (found?.state["state"] !== "waiting_for_confirmation")
      throw new BadRequest("ImportNotFound", "There is no such import waiting to be confirmed.");
    const engine = this.#engine();
    const { request } = found;
    let state: JsonObject;
    try {
      const source = readImport(request.file, request.format, request.table);
      const { value } = await engine.transact((transaction) => {
        this.#touch(transaction);
        const options = {
          source,
          mode: request.mode,
          filesFolder: join(this.#folder, "files"),
          nowMs: engine.nowMs(),
        };
        const done = writeImport(transaction.storage, options);
        engine.catalog.reload();
        check();
        return done;
      });
      rmSync(request.file, { force: true });
      engine.forgetResults();
      state = { state: "completed", num_rows_written: integerToJson(BigInt(value.documents)) };
    } catch (error) {
      state = this.#failed(request, error);
    }
    await this.#change(() => (found.state = state));
  }

  /** Writes a snapshot; it is fetched by the time stamp that its state names. */
  async snapshot(withFiles: boolean): Promise<void> {
    const engine = this.#engine();
    const before = this.#export?.["start_ts"];
    const ts = await engine.read((transaction) => {
      const started = BigInt(transaction.ts) * 1000n;
      exportData(transaction.storage, {
        filesFolder: join(this.#folder, "files"),
        target: this.exportFile(String(started)),
        withFiles,
      });
      return started;
    });
    await this.#change(() => {
      this.#export = {
        state: "completed",
        start_ts: integerToJson(ts),
        complete_ts: integerToJson(ts),
        zip_object_key: String(ts),
      };
    });
    if (before !== undefined) this.#dropExport(before, ts);
  }

  exportFile(ts: string): string {
    return join(this.#folder, `snapshot_${ts}.zip`);
  }

  #dropExport(before: Json, now: bigint): void {
    if (JSON.stringify(before) === JSON.stringify(integerToJson(now))) return;
    const text = (before as { $integer: string }).$integer;
    const old = Buffer.from(text, "base64").readBigInt64LE();
    rmSync(this.exportFile(String(old)), { force: true });
  }

  #failed(request: ImportRequest, error: unknown): JsonObject {
    rmSync(request.file, { force: true });
    const known = error instanceof ImportRefused || error instanceof BadRequest;
    if (!known) this.#engine().log.report("import", error);
    return {
      state: "failed",
      error_message: error instanceof Error ? error.message : String(error),
    };
  }

  #touch(transaction: Transaction): void {
    transaction.touch();
    transaction.writes.push({ index: 0, key: WATCHED });
  }

  async #change(work: () => void): Promise<void> {
    await this.#engine().transact((transaction) => {
      this.#touch(transaction);
      work();
    });
  }
}
