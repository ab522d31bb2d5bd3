/**
 * A small client that speaks the sync protocol directly: reconnects at once, sends again what was
 * not answered, and checks every version rule that the official clients check.
 */
import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import { asText, isObject, type Json, type JsonObject } from "../src/values/json.ts";

interface Waiting {
  readonly frame: JsonObject;
  readonly resolve: (value: Json) => void;
  readonly reject: (error: Error) => void;
  answered?: { ts: bigint; value: Json };
}

function ts(text: unknown): bigint {
  return Buffer.from(String(text), "base64").readBigUInt64LE();
}

export class RawClient {
  readonly #url: string;
  readonly #sessionId = randomUUID();
  readonly #queries = new Map<number, { path: string; args: Json }>();
  readonly #waiting = new Map<number, Waiting>();
  readonly results = new Map<number, Json>();
  readonly problems: string[] = [];
  #socket: WebSocket | undefined;
  #version: { querySet: number; ts: bigint; identity: number } = {
    querySet: 0,
    ts: 0n,
    identity: 0,
  };
  #querySet = 0;
  #identity = 0;
  #admin: string | undefined;
  #observed = 0n;
  #nextRequest = 0;
  #connections = 0;
  #closed = false;
  #listener: () => void = () => undefined;

  constructor(url: string) {
    this.#url = `${url.replace("http", "ws")}/api/1.48.0/sync`;
    this.#open();
  }

  get pending(): number {
    return this.#waiting.size;
  }

  get connections(): number {
    return this.#connections;
  }

  watch(queryId: number, path: string, args: Json): void {
    this.#queries.set(queryId, { path, args });
    if (this.#socket?.readyState === WebSocket.OPEN) this.#modify([this.#added(queryId)]);
  }

  /** Called after every transition. */
  onResult(listener: () => void): void {
    this.#listener = listener;
  }

  unwatch(queryId: number): void {
    this.#queries.delete(queryId);
    this.results.delete(queryId);
    if (this.#socket?.readyState === WebSocket.OPEN) this.#modify([{ type: "Remove", queryId }]);
  }

  /** Resolves as the official client does: when the transition that holds the write has arrived. */
  async mutation(path: string, args: Json): Promise<Json> {
    const requestId = this.#nextRequest++;
    const frame = { type: "Mutation", requestId, udfPath: path, args: [args] };
    return new Promise((resolve, reject) => {
      this.#waiting.set(requestId, { frame, resolve, reject });
      if (this.#socket?.readyState === WebSocket.OPEN) this.#send(frame);
    });
  }

  /** Acts with the admin key from now on, or as nobody again. */
  authenticate(adminKey: string | undefined): void {
    this.#admin = adminKey;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#sendIdentity();
  }

  drop(): void {
    this.#socket?.terminate();
  }

  close(): void {
    this.#closed = true;
    this.#socket?.terminate();
  }

  #send(frame: JsonObject): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #sendIdentity(): void {
    const token: JsonObject =
      this.#admin === undefined
        ? { tokenType: "None" }
        : { tokenType: "Admin", value: this.#admin };
    this.#send({ type: "Authenticate", baseVersion: this.#identity++, ...token });
  }

  #added(queryId: number): JsonObject {
    const query = this.#queries.get(queryId);
    return { type: "Add", queryId, udfPath: query?.path ?? "", args: [query?.args ?? {}] };
  }

  #modify(modifications: JsonObject[]): void {
    this.#send({
      type: "ModifyQuerySet",
      baseVersion: this.#querySet,
      newVersion: ++this.#querySet,
      modifications,
    });
  }

  #open(): void {
    if (this.#closed) return;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.on("open", () => {
      this.#version = { querySet: 0, ts: 0n, identity: 0 };
      this.#querySet = 0;
      this.#identity = 0;
      const observed = Buffer.alloc(8);
      observed.writeBigUInt64LE(this.#observed);
      this.#send({
        type: "Connect",
        sessionId: this.#sessionId,
        connectionCount: this.#connections++,
        lastCloseReason: null,
        clientTs: Date.now(),
        ...(this.#observed === 0n ? {} : { maxObservedTimestamp: observed.toString("base64") }),
      });
      if (this.#admin !== undefined) this.#sendIdentity();
      this.#modify([...this.#queries.keys()].map((id) => this.#added(id)));
      for (const waiting of [...this.#waiting.values()]) {
        delete waiting.answered;
        this.#send(waiting.frame);
      }
    });
    socket.on("message", (data) =>
      this.#receive(JSON.parse((data as Buffer).toString("utf8")) as JsonObject),
    );
    socket.on("error", () => undefined);
    socket.on("close", () => setTimeout(() => this.#open(), 20));
  }

  #receive(message: JsonObject): void {
    switch (message["type"]) {
      case "Transition":
        this.#transition(message);
        return;
      case "MutationResponse":
        this.#answered(message);
        return;
      case "FatalError":
      case "AuthError":
        this.problems.push(JSON.stringify(message));
        return;
      default:
    }
  }

  #answered(message: JsonObject): void {
    const id = Number(message["requestId"]);
    const waiting = this.#waiting.get(id);
    if (waiting === undefined || waiting.answered !== undefined) {
      this.problems.push(`request ${id} was answered twice`);
      return;
    }
    if (message["success"] === true) {
      waiting.answered = { ts: ts(message["ts"]), value: message["result"] ?? null };
      this.#settle();
    } else {
      this.#waiting.delete(id);
      waiting.reject(new Error(asText(message["result"])));
    }
  }

  #transition(message: JsonObject): void {
    const start = this.#parse(message["startVersion"]);
    const end = this.#parse(message["endVersion"]);
    const { querySet, identity } = this.#version;
    if (
      start.querySet !== querySet ||
      start.identity !== identity ||
      start.ts !== this.#version.ts
    ) {
      this.problems.push(
        `a transition starts at ${JSON.stringify(message["startVersion"])}, which is not where we are`,
      );
    }
    if (end.ts < start.ts) this.problems.push("time went backwards");
    this.#version = end;
    if (end.ts > this.#observed) this.#observed = end.ts;
    for (const change of Array.isArray(message["modifications"])
      ? message["modifications"].filter(isObject)
      : []) {
      const id = Number(change["queryId"]);
      if (change["type"] === "QueryUpdated" && this.#queries.has(id))
        this.results.set(id, change["value"] ?? null);
      if (change["type"] === "QueryFailed") this.problems.push(JSON.stringify(change));
    }
    this.#settle();
    this.#listener();
  }

  #parse(version: Json | undefined): { querySet: number; ts: bigint; identity: number } {
    const given = isObject(version) ? version : {};
    return {
      querySet: Number(given["querySet"]),
      ts: ts(given["ts"]),
      identity: Number(given["identity"]),
    };
  }

  #settle(): void {
    for (const [id, waiting] of this.#waiting) {
      if (waiting.answered === undefined || waiting.answered.ts > this.#version.ts) continue;
      this.#waiting.delete(id);
      waiting.resolve(waiting.answered.value);
    }
  }
}
