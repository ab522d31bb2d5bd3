/** Actions and HTTP actions: they run outside of transactions and call queries and mutations. */
import { randomInt } from "node:crypto";
import { Checker } from "../database/checker.ts";
import { asText, isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";
import { LIMITS } from "../values/sizes.ts";
import { Call, runInCall, type CallSetup, type Syscalls } from "./call.ts";
import { carried, functionPath } from "./addresses.ts";
import type { Engine } from "./engine.ts";
import { FunctionFailed } from "./errors.ts";
import { deleteFile, fileMetadata, fileUrl, registerFile } from "./files.ts";
import { cancelJob, jobRequest, scheduleJob } from "./jobs.ts";
import type {
  CallReply,
  CallRequest,
  HttpActionReply,
  HttpActionRequest,
  Outcome,
} from "./messages.ts";
import { checkArguments, checkResult, describeError } from "./runner.ts";

interface Caller {
  readonly identity: string;
  readonly requestId: string;
}

function unwrap(outcome: Outcome): string {
  if (outcome.ok) return outcome.value;
  throw new FunctionFailed(outcome.failure.message, outcome.failure.data);
}

class ActionSyscalls implements Syscalls {
  readonly #actions: Actions;
  readonly #caller: Caller;
  readonly #call: Call;

  constructor(actions: Actions, caller: Caller, call: Call) {
    this.#actions = actions;
    this.#caller = caller;
    this.#call = call;
  }

  sync(operation: string): never {
    throw new Error(`${operation} cannot be used in actions; use ctx.runQuery or ctx.runMutation.`);
  }

  async async(operation: string, argument: Json): Promise<string> {
    const given = isObject(argument) ? argument : {};
    try {
      return await this.#answer(operation, given);
    } catch (error) {
      throw carried(error);
    }
  }

  async #answer(operation: string, given: JsonObject): Promise<string> {
    const { engine } = this.#actions;
    switch (operation) {
      case "1.0/actions/query":
        return this.#run("query", given);
      case "1.0/actions/mutation":
        return this.#run("mutation", given);
      case "1.0/actions/action":
        return this.#run("action", given);
      case "1.0/actions/schedule": {
        const { registry } = engine.runner;
        const job = jobRequest(functionPath(given), given);
        const { value } = await engine.transact((transaction) =>
          scheduleJob(transaction, registry, job),
        );
        return JSON.stringify(value);
      }
      case "1.0/actions/cancel_job":
        await engine.transact((transaction) => cancelJob(transaction, asText(given["id"])));
        return "null";
      case "1.0/getUserIdentity":
        return this.#caller.identity;
      default:
        return this.#storage(operation, given);
    }
  }

  async #storage(operation: string, given: JsonObject): Promise<string> {
    const { engine } = this.#actions;
    const { files } = engine.services;
    const id = asText(given["storageId"]);
    switch (operation) {
      case "1.0/storageGenerateUploadUrl":
        return JSON.stringify(files.uploadUrl());
      case "1.0/storageGetUrl":
        return JSON.stringify(await engine.read((transaction) => fileUrl(transaction, files, id)));
      case "1.0/storageGetMetadata":
        return JSON.stringify(await engine.read((transaction) => fileMetadata(transaction, id)));
      case "1.0/storageDelete":
        await engine.transact((transaction) => deleteFile(transaction, files, id));
        return "null";
      case "1.0/actions/vectorSearch":
        throw new Error(
          "Vector search is not supported by the embedded runtime; use Convex Cloud or self-hosted Convex.",
        );
      case "1.0/createFunctionHandle":
        return JSON.stringify(`function://;${functionPath(given)}`);
      case "1.0/getFunctionMetadata":
        return JSON.stringify({ name: this.#call.setup.path, componentPath: "" });
      case "1.0/getRequestMetadata":
        return JSON.stringify({ ip: null, userAgent: null, requestId: this.#caller.requestId });
      default:
        throw new Error(`The embedded runtime does not support ${operation} in actions.`);
    }
  }

  async #run(kind: "query" | "mutation" | "action", given: JsonObject): Promise<string> {
    const reply = await this.#actions.call({
      kind,
      path: functionPath(given),
      args: JSON.stringify(given["args"] ?? {}),
      identity: this.#caller.identity,
      admin: true,
      requestId: this.#caller.requestId,
      session: null,
    });
    this.#call.logs.push(...reply.outcome.logs);
    return unwrap(reply.outcome);
  }

  js(operation: string, argument: Record<string, unknown>): unknown {
    switch (operation) {
      case "storage/storeBlob":
        return this.#store(argument["blob"] as Blob);
      case "storage/getBlob":
        return this.#getBlob(String(argument["storageId"]));
      default:
        throw new Error(`The embedded runtime does not support ${operation}.`);
    }
  }

  async #store(blob: Blob): Promise<string> {
    const { engine } = this.#actions;
    const stored = engine.services.files.write(new Uint8Array(await blob.arrayBuffer()));
    const contentType = blob.type === "" ? null : blob.type;
    const { value } = await engine.transact((transaction) =>
      registerFile(transaction, { ...stored, contentType }),
    );
    return value;
  }

  async #getBlob(id: string): Promise<Blob | null> {
    const { engine } = this.#actions;
    const found = await engine.read((transaction) => ({
      metadata: fileMetadata(transaction, id),
      url: fileUrl(transaction, engine.services.files, id),
    }));
    const uuid = found.url?.split("/").at(-1);
    if (uuid === undefined || !isObject(found.metadata)) return null;
    const type = found.metadata["contentType"];
    return new Blob([Buffer.from(engine.services.files.read(uuid))], {
      type: typeof type === "string" ? type : "",
    });
  }
}

export class Actions {
  readonly engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Runs any kind of function. */
  async call(request: CallRequest): Promise<CallReply> {
    const kind = request.kind === "any" ? this.#kindOf(request) : request.kind;
    switch (kind) {
      case "query":
        return this.engine.query({ ...request, kind });
      case "mutation":
        return this.engine.mutate({ ...request, kind });
      case "action":
        return { outcome: await this.#action({ ...request, kind }), ts: 0 };
    }
  }

  #kindOf(request: CallRequest): "query" | "mutation" | "action" {
    try {
      return this.engine.resolve(request).kind;
    } catch {
      return "query";
    }
  }

  #setup(kind: "action" | "http", path: string, caller: Caller): CallSetup {
    return {
      kind,
      path,
      now: this.engine.nowMs(),
      seed: randomInt(2 ** 32),
      requestId: caller.requestId,
    };
  }

  #open(kind: "action" | "http", path: string, caller: Caller): Call {
    const call = new Call(this.#setup(kind, path, caller));
    call.syscalls = new ActionSyscalls(this, caller, call);
    return call;
  }

  async #action(request: CallRequest): Promise<Outcome> {
    this.engine.log.counts.actions += 1;
    const { registry } = this.engine.runner;
    const checker = new Checker((id) => this.engine.catalog.tableOf(id)?.name);
    const call = this.#open("action", request.path, request);
    const execution = this.engine.began("action", request, call.logs);
    try {
      const registered = this.engine.resolve(request);
      const text = checkArguments(registered, parseJson(request.args), checker);
      const result = await runInCall(call, () => registered.invoke(text, request.requestId));
      const value = checkResult(registered, result, checker);
      this.engine.log.done(execution);
      return { ok: true, value, logs: call.logs, journal: null };
    } catch (error) {
      return this.engine.log.failed(execution, describeError(registry, error));
    } finally {
      call.close();
    }
  }

  async http(request: HttpActionRequest): Promise<HttpActionReply> {
    this.engine.log.counts.http += 1;
    const { registry } = this.engine.runner;
    if (registry.router === undefined)
      return plain(404, "This Convex deployment does not have HTTP actions enabled.");
    const url = new URL(request.url);
    const match = registry.router.lookup(url.pathname, request.method);
    if (match === null) return plain(404, "No matching routes found");
    const [handler, , route] = match;
    const path = `${request.method} ${route}`;
    const call = this.#open("http", path, request);
    const execution = this.engine.began("http", { ...request, path }, call.logs);
    try {
      const body =
        request.body === null || request.method === "GET" || request.method === "HEAD"
          ? {}
          : { body: Buffer.from(request.body) };
      const given = new Request(request.url, {
        method: request.method,
        headers: [...request.headers.map(([name, value]): [string, string] => [name, value])],
        ...body,
      });
      const response = await runInCall(call, () => handler.invokeHttpAction(given));
      const reply = await toReply(response);
      this.engine.log.done(execution);
      return reply;
    } catch (error) {
      const failed = describeError(registry, error);
      this.engine.log.failed(execution, failed);
      return { failure: failed.toFailure() };
    } finally {
      call.close();
    }
  }
}

function plain(status: number, text: string): HttpActionReply {
  return { status, headers: [["content-type", "text/plain"]], body: Buffer.from(text) };
}

async function toReply(response: Response): Promise<HttpActionReply> {
  const body = new Uint8Array(await response.arrayBuffer());
  if (body.length > 20 << 20)
    throw new FunctionFailed(
      `HTTP action response is too large (limit: ${(20 << 20).toString()} bytes, got ${body.length}; ${LIMITS.resultBytes})`,
    );
  return { status: response.status, headers: [...response.headers], body };
}
