/** The syscalls of queries and mutations: thin names over the transaction. */
import { paginate, pageRequest, readJournal, writeJournal } from "../database/pagination.ts";
import { QueryRun } from "../database/query.ts";
import { SCHEDULED_TABLE, STORAGE_TABLE, type Table } from "../database/catalog.ts";
import type { Found } from "../database/transaction.ts";
import { searchRows } from "../database/search.ts";
import { isObject, type Json, type JsonObject } from "../values/json.ts";
import { LIMITS } from "../values/sizes.ts";
import { integerToJson } from "../values/json.ts";
import { carried, functionPath } from "./addresses.ts";
import type { Call, Syscalls } from "./call.ts";
import { answerMeta } from "./meta.ts";
import type { FunctionRunner, Run } from "./run.ts";
import { cancelJob, jobRequest, scheduleJob } from "./jobs.ts";
import { deleteFile, fileMetadata, fileUrl, registerFile, fileBytes } from "./files.ts";

type Stream = { nextRow(): { json: string } | undefined };

function text(value: Json | undefined): string {
  if (typeof value !== "string")
    throw new Error(`Expected a string but got ${JSON.stringify(value)}.`);
  return value;
}

function object(value: Json | undefined, what: string): JsonObject {
  if (isObject(value)) return value;
  throw new Error(
    `Invalid argument \`value\` in \`db.${what}\`, expected object but got '${typeof value}': ${JSON.stringify(value)}`,
  );
}

export class DatabaseSyscalls implements Syscalls {
  readonly #runner: FunctionRunner;
  readonly #run: Run;
  readonly #call: Call;
  readonly #streams = new Map<number, Stream>();
  #nextStream = 0;
  #nested: Promise<unknown> = Promise.resolve();
  #nestedRunning = 0;

  constructor(runner: FunctionRunner, run: Run, call: Call) {
    this.#runner = runner;
    this.#run = run;
    this.#call = call;
  }

  sync(operation: string, argument: Json): Json {
    const given = isObject(argument) ? argument : {};
    switch (operation) {
      case "1.0/queryStream":
        return this.#openStream(object(given["query"], "query"));
      case "1.0/queryCleanup":
        return this.#streams.delete(Number(given["queryId"]));
      case "1.0/db/normalizeId":
        return this.#normalizeId(text(given["table"]), text(given["idString"]));
      case "1.0/getSnapshotTs":
        return integerToJson(BigInt(this.#run.transaction.ts) * 1000n);
      default:
        throw new Error(`The embedded runtime does not support ${operation}.`);
    }
  }

  async(operation: string, argument: Json): Promise<string> {
    const given = isObject(argument) ? argument : {};
    if (this.#nestedRunning > 0) return this.#slow(operation, given);
    try {
      const done = this.#read(operation, given) ?? this.#write(operation, given);
      return done === undefined ? this.#slow(operation, given) : Promise.resolve(done);
    } catch (error) {
      return Promise.reject(carried(error));
    }
  }

  async #slow(operation: string, given: JsonObject): Promise<string> {
    // A nested call has the transaction to itself: what runs beside it waits.
    while (this.#nestedRunning > 0 && operation !== "1.0/runUdf")
      await this.#nested.catch(() => undefined);
    try {
      return await (this.#read(operation, given) ??
        this.#write(operation, given) ??
        this.#other(operation, given));
    } catch (error) {
      throw carried(error);
    }
  }

  js(operation: string): never {
    throw new Error(`${operation} can only be used in actions.`);
  }

  #read(operation: string, given: JsonObject): string | undefined {
    switch (operation) {
      case "1.0/get":
        return this.#get(given);
      case "1.0/queryStreamNext":
        return this.#nextOf(Number(given["queryId"]));
      case "1.0/queryPage":
        return this.#page(given);
      case "1.0/count":
        return this.#count(text(given["table"]));
      case "1.0/getUserIdentity":
        this.#run.observed.auth = true;
        return JSON.stringify(this.#run.identity);
      default:
        return undefined;
    }
  }

  #write(operation: string, given: JsonObject): string | undefined {
    const { transaction } = this.#run;
    switch (operation) {
      case "1.0/insert": {
        const value = object(given["value"], "insert");
        return JSON.stringify({ _id: transaction.insert(text(given["table"]), value) });
      }
      case "1.0/shallowMerge": {
        transaction.patch(this.#existing(given, "Patch"), object(given["value"], "patch"));
        return "{}";
      }
      case "1.0/replace": {
        transaction.replace(this.#existing(given, "Replace"), object(given["value"], "replace"));
        return "{}";
      }
      case "1.0/remove": {
        transaction.remove(this.#existing(given, "Delete"));
        return "{}";
      }
      case "1.0/schedule": {
        const job = jobRequest(functionPath(given), given);
        return JSON.stringify(scheduleJob(transaction, this.#runner.registry, job));
      }
      case "1.0/cancel_job":
        cancelJob(transaction, text(given["id"]));
        return "null";
      default:
        return undefined;
    }
  }

  #other(operation: string, given: JsonObject): string | Promise<string> {
    const run = this.#run;
    const { transaction } = run;
    const { files } = this.#runner.services;
    switch (operation) {
      case "1.0/runUdf":
        return this.#runNested(given);
      case "1.0/storageGenerateUploadUrl":
        return JSON.stringify(files.uploadUrl());
      case "1.0/storageGetUrl":
        return JSON.stringify(fileUrl(transaction, files, text(given["storageId"])));
      case "1.0/storageGetMetadata":
        return JSON.stringify(fileMetadata(transaction, text(given["storageId"])));
      case "1.0/storageDelete":
        deleteFile(transaction, files, text(given["storageId"]));
        return "null";
      case "1.0/storageStore":
        return JSON.stringify(
          registerFile(transaction, {
            ...files.write(Buffer.from(text(given["blob"]), "base64")),
            contentType: given["contentType"] ?? null,
          }),
        );
      case "1.0/storageGet":
        return JSON.stringify(fileBytes(transaction, files, text(given["storageId"])));
      default:
        return answerMeta(operation, given, { run, path: this.#call.setup.path });
    }
  }

  #openStream(query: JsonObject): Json {
    const queryId = this.#nextStream++;
    const { transaction } = this.#run;
    const source = isObject(query["source"]) ? query["source"] : {};
    const stream =
      source["type"] === "Search"
        ? searchRows(transaction, query)
        : new QueryRun(transaction, query);
    this.#streams.set(queryId, stream);
    return { queryId };
  }

  #nextOf(queryId: number): string {
    const row = this.#streams.get(queryId)?.nextRow();
    if (row !== undefined) return `{"value":${row.json},"done":false}`;
    this.#streams.delete(queryId);
    return '{"value":null,"done":true}';
  }

  #count(table: string): string {
    const run = new QueryRun(this.#run.transaction, {
      source: { type: "FullTableScan", tableName: table, order: null },
    });
    let count = 0;
    while (run.nextRow() !== undefined) count += 1;
    return JSON.stringify(count);
  }

  #page(given: JsonObject): string {
    const { journal, transaction } = this.#run;
    if (journal.paginated) {
      throw new Error(
        "This query or mutation function ran multiple paginated queries. Convex only supports a single paginated query in each function.",
      );
    }
    journal.paginated = true;
    const request = pageRequest(given);
    const page = paginate(
      transaction,
      request,
      this.#call.setup.kind === "query" ? readJournal(journal.before) : null,
    );
    journal.after = writeJournal(page.continueCursor);
    const { isDone, continueCursor, splitCursor, pageStatus } = page;
    const rest = JSON.stringify({ isDone, continueCursor, splitCursor, pageStatus });
    return `{"page":[${page.page.join(",")}],${rest.slice(1)}`;
  }

  #table(given: JsonObject, id: string, method: string): Table {
    const table = this.#run.transaction.catalog.tableOf(id);
    if (table === undefined) {
      throw new Error(
        `Invalid argument \`id\` for \`db.${method}\`: Unable to decode ID: ${JSON.stringify(id)} is not a document ID`,
      );
    }
    const expected = given["table"];
    if (typeof expected === "string" && expected !== table.name) {
      throw new Error(
        `Invalid argument \`id\` for \`db.${method}\`, expected ID in table '${expected}' but got ID in table '${table.name}'`,
      );
    }
    return table;
  }

  #get(given: JsonObject): string {
    const id = text(given["id"]);
    const table = this.#table(given, id, "get");
    const system = table.name.startsWith("_");
    if (system !== (given["isSystem"] === true)) {
      throw new Error(
        `${system ? "System" : "User"} tables can only be accessed from db.${system ? "system." : ""}get().`,
      );
    }
    return this.#run.transaction.getText(table, id) ?? "null";
  }

  #existing(given: JsonObject, verb: string): Found {
    const id = text(given["id"]);
    const table = this.#table(given, id, verb.toLowerCase());
    if (table.name === SCHEDULED_TABLE || table.name === STORAGE_TABLE) {
      throw new Error("System tables (prefixed with `_`) are read-only.");
    }
    const found = this.#run.transaction.find(table, id);
    if (found === undefined) throw new Error(`${verb} on nonexistent document ID ${id}`);
    return found;
  }

  #normalizeId(table: string, id: string): Json {
    return { id: this.#run.transaction.catalog.tableOf(id)?.name === table ? id : null };
  }

  async #runNested(given: JsonObject): Promise<string> {
    const previous = this.#nested;
    this.#nestedRunning += 1;
    const work = previous.catch(() => undefined).then(() => this.#nestedCall(given));
    this.#nested = work;
    try {
      return await work;
    } finally {
      this.#nestedRunning -= 1;
    }
  }

  async #nestedCall(given: JsonObject): Promise<string> {
    const run = this.#run;
    if (run.depth >= LIMITS.callDepth) {
      throw new Error(
        `Cross component call depth limit exceeded. Limited to ${LIMITS.callDepth} nested calls.`,
      );
    }
    const kind = given["udfType"] === "mutation" ? "mutation" : "query";
    const registered = this.#runner.find(functionPath(given), kind);
    const { transaction } = run;
    const mark = transaction.writes.length;
    const nested: Run = {
      ...run,
      depth: run.depth + 1,
      journal: { before: null, after: null, paginated: false },
      logs: this.#call.logs,
    };
    if (kind === "query") return this.#runner.run(registered, given["args"] ?? {}, nested);
    transaction.storage.begin();
    try {
      const result = await this.#runner.run(registered, given["args"] ?? {}, nested);
      transaction.storage.commit();
      return result;
    } catch (error) {
      transaction.storage.rollback();
      transaction.undoTo(mark);
      throw error;
    }
  }
}
