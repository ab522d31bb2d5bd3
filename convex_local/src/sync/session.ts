/**
 * One client on one socket: its query set, its identity, its requests in order. Speaks the sync
 * protocol; knows nothing of how queries run. See protocol.ts for the words, watches.ts for when.
 *
 *   open ── Connect ──▶ ready ── AuthError | FatalError | drop ──▶ closed
 */
import { NOBODY, type Caller } from "../functions/identity.ts";
import type { Disclosure } from "../functions/failure_text.ts";
import type { CallReply, CallRequest } from "../functions/messages.ts";
import { canonicalPath } from "../functions/paths.ts";
import { AuthenticationFailed } from "../functions/identity.ts";
import type { Timestamp } from "../values/timestamps.ts";
import { inParts, queryChange, responseFrame } from "./answers.ts";
import { MutationQueue } from "./mutation_queue.ts";
import {
  parseClientMessage,
  ProtocolError,
  transition,
  type ClientMessage,
  type QuerySetChange,
  type StateVersion,
  type TokenMessage,
} from "./protocol.ts";
import type { Subscriber, Watch, Watches } from "./watches.ts";

export interface Socket {
  send(frame: string): void;
  close(reason: string): void;
  /** Bytes that the other side has not taken yet. */
  readonly backlog: number;
  /** Whether the client puts a transition together from parts; the Rust and Python clients do not. */
  readonly takesChunks: boolean;
}

export interface SessionPort {
  readonly watches: Watches;
  readonly disclosure: Disclosure;
  nowMs(): number;
  newRequestId(): string;
  call(request: CallRequest): Promise<CallReply>;
  authenticate(token: TokenMessage): Promise<Caller>;
}

type CallMessage = ClientMessage & { readonly type: "Mutation" | "Action" };

interface Subscription {
  readonly watch: Watch;
  sent: number;
}

const MAX_BACKLOG = 64 << 20;

export class Session implements Subscriber {
  readonly #port: SessionPort;
  readonly #socket: Socket;
  readonly #queries = new Map<number, Subscription>();
  readonly #removed = new Set<number>();
  #incoming: Promise<void> = Promise.resolve();
  readonly #mutations = new MutationQueue();
  #sessionId: string | undefined;
  #caller: Caller = NOBODY;
  #querySet = 0;
  #identity = 0;
  #sent: StateVersion = { querySet: 0, ts: 0, identity: 0 };
  #owed = false;
  #promised = false;
  #skewMs: number | null = null;
  #closed = false;

  constructor(port: SessionPort, socket: Socket) {
    this.#port = port;
    this.#socket = socket;
  }

  /** One frame from the client. Frames are handled strictly in order. */
  receive(frame: string): void {
    this.#incoming = this.#incoming.then(async () => {
      if (this.#closed) return;
      try {
        await this.#handle(parseClientMessage(frame));
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#port.watches.forget(this);
    for (const { watch } of this.#queries.values()) this.#port.watches.remove(watch, this, false);
    this.#queries.clear();
  }

  #fail(error: unknown): void {
    if (error instanceof ProtocolError) {
      this.#socket.send(JSON.stringify({ type: "FatalError", error: error.message }));
      this.#end(error.message);
    } else {
      this.#end("InternalServerError");
    }
  }

  #end(reason: string): void {
    this.close();
    this.#socket.close(reason);
  }

  async #handle(message: ClientMessage): Promise<void> {
    if (message.type !== "Connect" && this.#sessionId === undefined && message.type !== "Event") {
      throw new ProtocolError(`Received ${message.type} before Connect`);
    }
    switch (message.type) {
      case "Connect":
        if (this.#sessionId !== undefined) throw new ProtocolError("Received Connect twice");
        this.#sessionId = message.sessionId;
        this.#skewMs =
          message.clientTs === 0 ? null : Math.trunc(message.clientTs - this.#port.nowMs());
        if (message.maxObserved > (this.#port.nowMs() + 3_600_000) * 1000)
          this.#end("InternalServerError: the client has seen a newer database");
        return;
      case "ModifyQuerySet": {
        this.#modify(message);
        return;
      }
      case "Mutation": {
        this.#mutation(message);
        return;
      }
      case "Action":
        void this.#action(message);
        return;
      case "Authenticate":
        return this.#authenticate(message);
      case "Event":
    }
  }

  #modify(message: ClientMessage & { type: "ModifyQuerySet" }): void {
    if (message.baseVersion !== this.#querySet) {
      throw new ProtocolError(
        `Base version ${message.baseVersion} passed up doesn't match the current version ${this.#querySet}`,
      );
    }
    for (const change of message.modifications) {
      if (change.type === "Add") this.#add(change);
      else this.#remove(change.queryId);
    }
    this.#querySet = message.newVersion;
    this.#owe();
  }

  #add(change: QuerySetChange & { type: "Add" }): void {
    if (this.#queries.has(change.queryId))
      throw new ProtocolError(`Duplicate query ID: ${change.queryId}`);
    const watch = this.#port.watches.add(
      {
        path: canonicalPath(change.path),
        args: change.args,
        journal: change.journal,
        identity: this.#caller.identity,
        admin: this.#caller.admin,
      },
      this,
    );
    this.#queries.set(change.queryId, { watch, sent: -1 });
    this.#removed.delete(change.queryId);
  }

  #remove(queryId: number): void {
    const subscription = this.#queries.get(queryId);
    if (subscription === undefined) throw new ProtocolError(`Unknown query ID: ${queryId}`);
    this.#queries.delete(queryId);
    this.#unwatch(subscription.watch);
    if (subscription.sent >= 0) this.#removed.add(queryId);
  }

  #unwatch(watch: Watch): void {
    const still = [...this.#queries.values()].some((other) => other.watch === watch);
    this.#port.watches.remove(watch, this, still);
  }

  async #authenticate(message: ClientMessage & { type: "Authenticate" }): Promise<void> {
    if (message.baseVersion !== this.#identity) {
      throw new ProtocolError(
        `Base version ${message.baseVersion} passed up doesn't match the current version ${this.#identity}`,
      );
    }
    try {
      this.#caller = await this.#port.authenticate(message.token);
    } catch (error) {
      if (!(error instanceof AuthenticationFailed)) throw error;
      this.#authError(error.message, true);
      return;
    }
    this.#identity += 1;
    const watched = [...this.#queries];
    for (const [queryId, { watch, sent }] of watched) {
      const spec = {
        ...watch.spec,
        journal: watch.journal,
        identity: this.#caller.identity,
        admin: this.#caller.admin,
      };
      const fresh = this.#port.watches.add(spec, this);
      this.#queries.set(queryId, { watch: fresh, sent: fresh === watch ? sent : -1 });
      this.#port.watches.remove(watch, this, fresh === watch);
    }
    this.#owe();
  }

  #authError(error: string, authUpdateAttempted: boolean): void {
    this.#socket.send(
      JSON.stringify({
        type: "AuthError",
        error,
        baseVersion: this.#sent.identity,
        authUpdateAttempted,
      }),
    );
    this.#end("AuthError");
  }

  /** True, and the socket closed, when the identity has run out. */
  #expired(): boolean {
    const { expires } = this.#caller;
    if (expires === null || expires > this.#port.nowMs()) return false;
    this.#authError("Could not verify JWT: the token has expired", false);
    return true;
  }

  #request(message: CallMessage): CallRequest {
    return {
      kind: message.type === "Mutation" ? "mutation" : "action",
      path: canonicalPath(message.call.path),
      args: message.call.args,
      identity: this.#caller.identity,
      admin: this.#caller.admin,
      requestId: this.#port.newRequestId(),
      session:
        message.type === "Mutation"
          ? { id: this.#sessionId ?? "", request: message.call.requestId }
          : null,
    };
  }

  #mutation(message: CallMessage): void {
    if (this.#expired()) return;
    const request = this.#request(message);
    const taken = this.#mutations.add(async () => {
      if (!this.#closed) await this.#answer(message, request);
    });
    if (!taken) this.#end("TooManyConcurrentRequests: too many mutations are waiting");
  }

  async #action(message: CallMessage): Promise<void> {
    if (!this.#expired()) await this.#answer(message, this.#request(message));
  }

  async #answer(message: CallMessage, request: CallRequest): Promise<void> {
    try {
      const reply = await this.#port.call(request);
      if (this.#closed) return;
      const { disclosure } = this.#port;
      const about = { type: message.type, id: message.call.requestId, text: request.requestId };
      this.#socket.send(responseFrame(about, reply, disclosure));
      // Also after a failure: the Rust client ends a failed mutation only at the next transition.
      this.#owe();
    } catch {
      this.#end("InternalServerError");
    }
  }

  #owe(): void {
    this.#owed = true;
    this.#port.watches.touch(this);
  }

  *watched(): Iterable<Watch> {
    for (const { watch } of this.#queries.values()) yield watch;
  }

  prepare(): boolean {
    if (this.#closed || this.#expired()) return false;
    this.#promised ||= this.#owed;
    this.#owed = false;
    return true;
  }

  advance(ts: Timestamp, evaluated: ReadonlySet<number>): boolean {
    if (this.#closed) return true;
    for (const { watch } of this.#queries.values()) {
      if (!evaluated.has(watch.id) || watch.outcome === undefined) return false;
    }
    if (this.#socket.backlog > MAX_BACKLOG) {
      // A slow reader skips states; it is brought up to date when it has caught up.
      setTimeout(() => this.#port.watches.touch(this), 50);
      return true;
    }
    const modifications = this.#modifications();
    if (modifications.length === 0 && !this.#promised) return true;
    const end = {
      querySet: this.#querySet,
      ts: Math.max(ts, this.#sent.ts),
      identity: this.#identity,
    };
    const frame = transition({
      start: this.#sent,
      end,
      modifications,
      clockSkewMs: this.#skewMs,
      serverTs: ts,
    });
    this.#sent = end;
    this.#promised = false;
    const parts = this.#socket.takesChunks ? inParts(frame, this.#port.newRequestId()) : [frame];
    for (const part of parts) this.#socket.send(part);
    return true;
  }

  #modifications(): string[] {
    const changes = [...this.#removed].map(
      (queryId) => `{"type":"QueryRemoved","queryId":${queryId}}`,
    );
    this.#removed.clear();
    for (const [queryId, subscription] of this.#queries) {
      const { watch } = subscription;
      if (subscription.sent === watch.version || watch.outcome === undefined) continue;
      subscription.sent = watch.version;
      const text = this.#port.newRequestId();
      changes.push(queryChange({ queryId, text }, watch.outcome, this.#port.disclosure));
    }
    return changes;
  }
}
