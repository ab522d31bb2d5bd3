/** The wire of the sync socket: what clients may send, read strictly, and what we answer. */
import { isObject, parseJson, textOf, type Json, type JsonObject } from "../values/json.ts";
import { timestampFromWire, timestampToWire, type Timestamp } from "../values/timestamps.ts";

export type ClientMessage =
  | {
      readonly type: "Connect";
      readonly sessionId: string;
      readonly maxObserved: Timestamp;
      readonly clientTs: number;
    }
  | {
      readonly type: "ModifyQuerySet";
      readonly baseVersion: number;
      readonly newVersion: number;
      readonly modifications: readonly QuerySetChange[];
    }
  | { readonly type: "Mutation"; readonly call: ClientCall }
  | { readonly type: "Action"; readonly call: ClientCall }
  | { readonly type: "Authenticate"; readonly baseVersion: number; readonly token: TokenMessage }
  | { readonly type: "Event" };

export interface ClientCall {
  readonly requestId: number;
  readonly path: string;
  readonly args: string;
}

export type TokenMessage =
  | { readonly kind: "none" }
  | { readonly kind: "user"; readonly value: string }
  | { readonly kind: "admin"; readonly value: string; readonly actingAs: JsonObject | null };

export type QuerySetChange =
  | {
      readonly type: "Add";
      readonly queryId: number;
      readonly path: string;
      readonly args: string;
      readonly journal: string | null;
    }
  | { readonly type: "Remove"; readonly queryId: number };

export interface StateVersion {
  readonly querySet: number;
  readonly ts: Timestamp;
  readonly identity: number;
}

/** A client that does not speak the protocol; the connection cannot go on. */
export class ProtocolError extends Error {}

function natural(value: Json | undefined, name: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff)
    return value;
  throw new ProtocolError(
    `Received Invalid JSON on websocket: ${name} must be a non-negative integer`,
  );
}

function text(value: Json | undefined, name: string): string {
  if (typeof value === "string") return value;
  throw new ProtocolError(`Received Invalid JSON on websocket: ${name} must be a string`);
}

/** Arguments arrive as an array of one object, and travel on as text. */
function argumentsOf(value: Json | undefined): string {
  if (!Array.isArray(value) || value.length > 1) {
    throw new ProtocolError(
      "Received Invalid JSON on websocket: args must be an array of one object",
    );
  }
  const args = textOf(value[0] ?? {});
  if (args === undefined)
    throw new ProtocolError("Received Invalid JSON on websocket: args are nested too deeply");
  return args;
}

function observedIn(value: Json | undefined): Timestamp {
  if (typeof value !== "string") return 0;
  try {
    return timestampFromWire(value);
  } catch {
    throw new ProtocolError(
      "Received Invalid JSON on websocket: maxObservedTimestamp must be eight bytes in base64",
    );
  }
}

function refuseComponent(message: JsonObject): void {
  const path = message["componentPath"];
  if (path === undefined || path === null || path === "") return;
  throw new ProtocolError("Components are not supported by the embedded runtime");
}

function parseChange(raw: Json): QuerySetChange {
  if (!isObject(raw))
    throw new ProtocolError("Received Invalid JSON on websocket: modification must be an object");
  const queryId = natural(raw["queryId"], "queryId");
  if (raw["type"] === "Remove") return { type: "Remove", queryId };
  if (raw["type"] !== "Add")
    throw new ProtocolError("Received Invalid JSON on websocket: unknown modification");
  refuseComponent(raw);
  const journal = raw["journal"];
  return {
    type: "Add",
    queryId,
    path: text(raw["udfPath"], "udfPath"),
    args: argumentsOf(raw["args"]),
    journal: typeof journal === "string" ? journal : null,
  };
}

function parseCall(raw: JsonObject): ClientCall {
  refuseComponent(raw);
  return {
    requestId: natural(raw["requestId"], "requestId"),
    path: text(raw["udfPath"], "udfPath"),
    args: argumentsOf(raw["args"]),
  };
}

function parseToken(raw: JsonObject): TokenMessage {
  switch (raw["tokenType"]) {
    case "None":
      return { kind: "none" };
    case "User":
      return { kind: "user", value: text(raw["value"], "value") };
    case "Admin": {
      const acting = raw["impersonating"] ?? raw["acting_as"];
      return {
        kind: "admin",
        value: text(raw["value"], "value"),
        actingAs: isObject(acting) ? acting : null,
      };
    }
    default:
      throw new ProtocolError("Received Invalid JSON on websocket: unknown tokenType");
  }
}

function parseConnect(raw: JsonObject): ClientMessage {
  const sessionId = text(raw["sessionId"], "sessionId");
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(sessionId)) {
    throw new ProtocolError("Received Invalid JSON on websocket: sessionId must be a uuid");
  }
  return {
    type: "Connect",
    sessionId,
    maxObserved: observedIn(raw["maxObservedTimestamp"]),
    clientTs: typeof raw["clientTs"] === "number" ? raw["clientTs"] : 0,
  };
}

export function parseClientMessage(frame: string): ClientMessage {
  let raw: Json;
  try {
    raw = parseJson(frame);
  } catch {
    throw new ProtocolError("Received Invalid JSON on websocket: not JSON");
  }
  if (!isObject(raw)) throw new ProtocolError("Received Invalid JSON on websocket: not an object");
  switch (raw["type"]) {
    case "Connect":
      return parseConnect(raw);
    case "ModifyQuerySet": {
      const changes = raw["modifications"];
      if (!Array.isArray(changes))
        throw new ProtocolError("Received Invalid JSON on websocket: no modifications");
      return {
        type: "ModifyQuerySet",
        baseVersion: natural(raw["baseVersion"], "baseVersion"),
        newVersion: natural(raw["newVersion"], "newVersion"),
        modifications: changes.map(parseChange),
      };
    }
    case "Mutation":
    case "Action":
      return { type: raw["type"], call: parseCall(raw) };
    case "Authenticate":
      return {
        type: "Authenticate",
        baseVersion: natural(raw["baseVersion"], "baseVersion"),
        token: parseToken(raw),
      };
    case "Event":
      return { type: "Event" };
    default:
      throw new ProtocolError(
        `Received Invalid JSON on websocket: unknown message type ${JSON.stringify(raw["type"])}`,
      );
  }
}

function version(state: StateVersion): string {
  return `{"querySet":${state.querySet},"ts":"${timestampToWire(state.ts)}","identity":${state.identity}}`;
}

export interface TransitionParts {
  readonly start: StateVersion;
  readonly end: StateVersion;
  /** Already serialised: results are JSON text that nobody parses on the way. */
  readonly modifications: readonly string[];
  readonly clockSkewMs: number | null;
  readonly serverTs: Timestamp;
}

export function transition(parts: TransitionParts): string {
  return (
    `{"type":"Transition","startVersion":${version(parts.start)},"endVersion":${version(parts.end)},` +
    `"modifications":[${parts.modifications.join(",")}],"clientClockSkew":${parts.clockSkewMs ?? "null"},` +
    `"serverTs":${parts.serverTs}000}`
  );
}
