/** The engine with everything it needs, as the worker runs it: answers each request of the front. */
import { createHash, randomInt } from "node:crypto";
import { join } from "node:path";
import { STORAGE_TABLE } from "../database/catalog.ts";
import { Checker } from "../database/checker.ts";
import type { Schema } from "../database/schema.ts";
import { Storage } from "../storage/storage.ts";
import { asText, isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";
import { Actions } from "./actions.ts";
import type { Bundle } from "./bundle.ts";
import { Engine, type EngineEvents } from "./engine.ts";
import { BadRequest } from "./errors.ts";
import { registerFile } from "./files.ts";
import { FolderStore, filePath } from "./file_store.ts";
import { sweepLeftovers } from "./leftovers.ts";
import type { EngineOptions, EngineRequests, FileReply, LoadReply } from "./messages.ts";
import { Registry } from "./registry.ts";
import { Scheduler } from "./scheduler.ts";
import { systemQueries } from "./system_queries.ts";
import { Transfers } from "./transfers.ts";

type Handlers = {
  [K in keyof EngineRequests]: (argument: EngineRequests[K][0]) => Promise<EngineRequests[K][1]>;
};

export class Host {
  readonly engine: Engine;
  readonly actions: Actions;
  readonly scheduler: Scheduler;
  readonly environment: Record<string, string>;
  readonly #options: EngineOptions & { stalled: string | null };
  readonly #filesFolder: string;
  readonly #transfers: Transfers;
  #recovered = false;

  constructor(
    options: EngineOptions & { stalled: string | null },
    events: Omit<EngineEvents, "scheduled">,
    nowMs: () => number,
  ) {
    this.#options = options;
    this.#filesFolder = join(options.dataFolder, "files");
    const storage = new Storage({
      path: join(options.dataFolder, "data.sqlite"),
      sync: options.sync,
    });
    const files = new FolderStore({
      folder: this.#filesFolder,
      origin: options.origin,
      secret: options.uploadSecret,
      nowMs,
    });
    // A restart of the engine alone comes while uploads go on.
    if (options.stalled === null) sweepLeftovers(options.dataFolder, storage);
    const services = {
      functionTimeoutMs: options.functionTimeoutMs,
      origin: options.origin,
      files,
      seed: () => randomInt(2 ** 32),
    };
    this.#transfers = new Transfers(() => this.engine, options.dataFolder);
    this.engine = new Engine({
      storage,
      services,
      nowMs,
      events: { ...events, scheduled: () => this.scheduler.wake() },
      system: systemQueries({
        environment: () => this.environment,
        registry: () => this.engine.runner.registry,
        transfers: this.#transfers,
        origin: options.origin,
        siteOrigin: options.siteOrigin,
      }),
    });
    this.actions = new Actions(this.engine);
    this.scheduler = new Scheduler(this.engine, this.actions);
    this.environment = {};
    this.#refreshEnvironment();
  }

  #refreshEnvironment(): void {
    for (const name of Object.keys(this.environment))
      Reflect.deleteProperty(this.environment, name);
    Object.assign(this.environment, this.#options.environment);
    for (const row of this.engine.storage.all("SELECT name, value FROM environment")) {
      this.environment[row["name"] as string] = row["value"] as string;
    }
    this.environment["CONVEX_CLOUD_URL"] = this.#options.origin;
    this.environment["CONVEX_SITE_URL"] = this.#options.siteOrigin;
  }

  readonly handlers: Omit<Handlers, "open"> = {
    load: async ({ bundle, checkOnly }) => this.load(bundle, checkOnly),
    call: async (request) => this.actions.call(request),
    evaluate: async ({ define, watches }) => this.engine.evaluate(define, watches),
    http: async (request) => this.actions.http(request),
    storeFile: async (file) => {
      const { value } = await this.engine.transact((transaction) =>
        registerFile(transaction, file),
      );
      return value;
    },
    findFile: async ({ uuid }) => this.#findFile(uuid),
    environment: async ({ changes }) => this.#changeEnvironment(changes),
    logs: async ({ cursor }) => this.engine.log.after(cursor),
    beginImport: async (request) => this.#transfers.begin(request),
    performImport: async ({ importId }) => {
      const check = () => this.#checkDocuments(this.engine.runner.registry.schema);
      await this.#transfers.perform(importId, check);
      return null;
    },
    requestExport: async ({ withFiles }) => {
      await this.#transfers.snapshot(withFiles);
      return null;
    },
    metrics: async () => Promise.resolve(this.#metrics()),
    close: async () => this.close(),
  };

  /** Everything is checked before anything is changed, so a bad bundle leaves the old one serving. */
  async load(bundle: Bundle, checkOnly: boolean): Promise<LoadReply> {
    const registry = new Registry(bundle, this.environment);
    const { catalog } = this.engine;
    await this.engine.turns.take(() => {
      const { storage } = this.engine;
      this.engine.durability.settle();
      // Documents were checked when they were written: only another schema asks for a new look.
      const print = createHash("sha256").update(registry.schemaText).digest("hex");
      if (checkOnly || storage.meta("schema") !== print) this.#checkDocuments(registry.schema);
      if (checkOnly) return;
      storage.begin();
      try {
        catalog.adopt(registry.schema);
        storage.setMeta("schema", print);
        this.engine.storage.commit();
      } catch (error) {
        this.engine.storage.rollback();
        catalog.reload();
        throw error;
      }
      this.engine.adopt(registry);
    });
    if (!checkOnly) await this.#startTime(registry);
    return {
      authConfig: JSON.stringify(registry.authConfig ?? { providers: [] }),
      functions: registry.functions().map(({ path, kind, internal }) => ({ path, kind, internal })),
    };
  }

  async #startTime(registry: Registry): Promise<void> {
    if (!this.#recovered) await this.scheduler.recover(this.#options.stalled ?? "");
    this.#recovered = true;
    await this.scheduler.adoptCrons(registry.crons);
    this.scheduler.start();
  }

  #checkDocuments(schema: Schema): void {
    if (!schema.validates) return;
    const { catalog, storage } = this.engine;
    const numbers = new Map([...schema.tables.keys()].map((name) => [name, catalog.table(name)]));
    const checker = new Checker((id) => catalog.tableOf(id)?.name);
    for (const [name, definition] of schema.tables) {
      const table = numbers.get(name);
      if (table === undefined || definition.document === undefined) continue;
      const rows = storage.statement("SELECT id, json FROM documents WHERE tab = ?");
      for (const row of rows.iterate(table.number)) {
        const { _id, _creationTime, ...body } = parseJson(row["json"] as string) as JsonObject;
        const problem = checker.problem(definition.document, body);
        if (problem === undefined) continue;
        throw new BadRequest(
          "SchemaValidationFailed",
          `Schema validation failed.\nDocument with ID "${asText(_id)}" (created ${asText(_creationTime)}) in table "${name}" does not match the schema: ${problem}`,
        );
      }
    }
  }

  async #findFile(uuid: string): Promise<FileReply | null> {
    return this.engine.read(({ storage, catalog }) => {
      const id = storage.get("SELECT id FROM files WHERE uuid = ?", uuid)?.["id"];
      const table = catalog.table(STORAGE_TABLE);
      const stored =
        typeof id === "string" && table !== undefined
          ? storage.document(table.number, id)
          : undefined;
      const document: Json = stored === undefined ? null : parseJson(stored.json);
      if (!isObject(document)) return null;
      const contentType = document["contentType"];
      return {
        file: filePath(this.#filesFolder, uuid),
        contentType: typeof contentType === "string" ? contentType : null,
        sha256: asText(document["sha256"]),
        size: Number(document["size"]),
      };
    });
  }

  async #changeEnvironment(
    changes: readonly { name: string; value: string | null }[],
  ): Promise<Readonly<Record<string, string>>> {
    const fixed = changes.find(
      ({ name, value }) => value === null && Object.hasOwn(this.#options.environment, name),
    );
    if (fixed !== undefined)
      throw new BadRequest(
        "EnvironmentVariableFixed",
        `${fixed.name} comes from the file of --env-file; remove it there and start again.`,
      );
    if (changes.length > 0) {
      await this.engine.transact((transaction) => {
        for (const { name, value } of changes) {
          transaction.storage.run("DELETE FROM environment WHERE name = ?", name);
          if (value !== null)
            transaction.storage.run("INSERT INTO environment VALUES (?, ?)", name, value);
        }
        transaction.touch();
      });
      this.#refreshEnvironment();
      this.engine.forgetResults();
    }
    return { ...this.environment };
  }

  #metrics(): Record<string, number> {
    const { engine } = this;
    return {
      ...engine.log.figures(),
      cache_hits: engine.cache.hits,
      cache_misses: engine.cache.misses,
      cache_size: engine.cache.size,
      watches: engine.watchCount,
      flushes: engine.durability.flushes,
      jobs_running: this.scheduler.running,
      queue: engine.turns.waiting,
    };
  }

  async close(): Promise<null> {
    this.scheduler.stop();
    await this.engine.turns.take(() => this.engine.durability.settle());
    await this.engine.durability.idle();
    this.engine.storage.close();
    return null;
  }
}
