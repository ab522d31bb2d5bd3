/** What every route may use: the engine's door, who is calling, and the addresses we answer at. */
import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import type { EngineClient } from "../functions/engine_client.ts";
import type { Disclosure } from "../functions/failure_text.ts";
import type { Authenticator } from "../functions/identity.ts";
import type { CallReply, CallRequest } from "../functions/messages.ts";
import { timestampToWire } from "../values/timestamps.ts";

export interface FrontSetup {
  readonly engine: EngineClient;
  readonly authenticator: Authenticator;
  readonly disclosure: Disclosure;
  readonly origin: string;
  readonly siteOrigin: string;
  readonly uploadSecret: string;
  readonly dataFolder: string;
  readonly nowMs: () => number;
}

export class Front {
  readonly engine: EngineClient;
  readonly authenticator: Authenticator;
  readonly disclosure: Disclosure;
  readonly origin: string;
  readonly siteOrigin: string;
  readonly uploadSecret: string;
  readonly dataFolder: string;
  readonly filesFolder: string;
  /** Parts of imports on their way in. */
  readonly uploadsFolder: string;
  readonly nowMs: () => number;
  readonly #session = randomUUID();
  #nextRequest = 0;

  constructor(setup: FrontSetup) {
    this.engine = setup.engine;
    this.authenticator = setup.authenticator;
    this.disclosure = setup.disclosure;
    this.origin = setup.origin;
    this.siteOrigin = setup.siteOrigin;
    this.uploadSecret = setup.uploadSecret;
    this.dataFolder = setup.dataFolder;
    this.filesFolder = join(setup.dataFolder, "files");
    this.uploadsFolder = join(setup.dataFolder, "uploads");
    this.nowMs = setup.nowMs;
  }

  newRequestId(): string {
    return randomBytes(8).toString("hex");
  }

  /** A key of its own for each call, so that a restart of the engine cannot run a mutation twice. */
  newSession(): { id: string; request: number } {
    return { id: this.#session, request: this.#nextRequest++ };
  }

  async call(request: CallRequest): Promise<CallReply> {
    return this.engine.request("call", request);
  }

  async snapshotTs(): Promise<string> {
    const { ts } = await this.engine.request("evaluate", { define: [], watches: [] });
    return timestampToWire(ts);
  }
}
