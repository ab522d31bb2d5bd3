/** The HTTP function API: `/api/query`, `/api/mutation`, `/api/action`, `/api/function`, `/api/run`. */
import { BadRequest } from "../functions/errors.ts";
import { failureText } from "../functions/failure_text.ts";
import type { CallRequest, Outcome } from "../functions/messages.ts";
import { canonicalPath } from "../functions/paths.ts";
import { isObject, parseJson, textOf, toClean, toWire, type Json } from "../values/json.ts";
import type { Exchange } from "./exchange.ts";
import type { Front } from "./front.ts";

interface Parsed {
  readonly path: string;
  readonly args: string;
  readonly encoded: boolean;
}

/** JavaScript sends a list of one object, Python the object itself. */
function argumentsOf(raw: Json | undefined): string {
  const args = Array.isArray(raw) && raw.length <= 1 ? (raw[0] ?? {}) : (raw ?? {});
  if (!isObject(args))
    throw new BadRequest("BadArgs", "`args` must be an object, or a list of one object.");
  const text = textOf(args);
  if (text === undefined) throw new BadRequest("BadArgs", "`args` are nested too deeply.");
  return text;
}

function parseCall(body: Json): Parsed {
  if (!isObject(body) || typeof body["path"] !== "string") {
    throw new BadRequest("BadJsonBody", "The body must be an object with `path` and `args`.");
  }
  const component = body["componentPath"];
  if (component !== undefined && component !== null && component !== "") {
    throw new BadRequest(
      "ComponentsNotSupported",
      "Components are not supported by the embedded runtime.",
    );
  }
  const { format } = body;
  if (
    format !== undefined &&
    format !== null &&
    format !== "json" &&
    format !== "convex_encoded_json"
  ) {
    throw new BadRequest("UnsupportedFormat", "`format` must be `json` or `convex_encoded_json`.");
  }
  return {
    path: canonicalPath(body["path"]),
    args: argumentsOf(body["args"]),
    encoded: format === "convex_encoded_json",
  };
}

function write(value: Json, encoded: boolean): string {
  return encoded ? toWire(value) : JSON.stringify(toClean(value));
}

export function answer(
  front: Front,
  given: { outcome: Outcome; requestId: string; encoded: boolean },
): string {
  const { outcome, requestId, encoded } = given;
  const redact = front.disclosure.redact;
  const logs =
    redact || outcome.logs.length === 0 ? "" : `,"logLines":${JSON.stringify(outcome.logs)}`;
  if (outcome.ok)
    return `{"status":"success","value":${write(parseJson(outcome.value), encoded)}${logs}}`;
  const text = JSON.stringify(failureText(outcome.failure, requestId, front.disclosure));
  const { data } = outcome.failure;
  return `{"status":"error","errorMessage":${text}${data === undefined ? "" : `,"errorData":${write(data, encoded)}`}${logs}}`;
}

async function run(
  front: Front,
  exchange: Exchange,
  call: Parsed & { kind: CallRequest["kind"] },
): Promise<void> {
  const caller = await front.authenticator.fromHeader(exchange.header("authorization"));
  const requestId = front.newRequestId();
  const { outcome } = await front.call({
    kind: call.kind,
    path: call.path,
    args: call.args,
    identity: caller.identity,
    admin: caller.admin,
    requestId,
    session: front.newSession(),
  });
  exchange.sendJson(200, answer(front, { outcome, requestId, encoded: call.encoded }));
}

async function parsedBody(exchange: Exchange): Promise<Parsed> {
  if (exchange.method !== "GET") return parseCall(await exchange.json());
  const { searchParams } = exchange.url;
  const args = searchParams.get("args");
  let given: Json = {};
  try {
    given = args === null ? {} : parseJson(args);
  } catch {
    throw new BadRequest("BadArgs", "`args` is not valid JSON.");
  }
  return parseCall({
    path: searchParams.get("path"),
    args: given,
    format: searchParams.get("format") ?? "json",
  });
}

async function batch(front: Front, exchange: Exchange): Promise<void> {
  const body = await exchange.json();
  const queries = isObject(body) ? body["queries"] : undefined;
  if (!Array.isArray(queries))
    throw new BadRequest("BadJsonBody", "The body must be an object with a list of `queries`.");
  const caller = await front.authenticator.fromHeader(exchange.header("authorization"));
  const results: string[] = [];
  for (const query of queries.map(parseCall)) {
    const requestId = front.newRequestId();
    const { outcome } = await front.call({
      ...caller,
      kind: "query",
      path: query.path,
      args: query.args,
      requestId,
      session: null,
    });
    results.push(answer(front, { outcome, requestId, encoded: query.encoded }));
  }
  exchange.sendJson(200, `{"results":[${results.join(",")}]}`);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new BadRequest("BadPath", `${part} is not a part of a path.`);
  }
}

async function runByPath(front: Front, exchange: Exchange): Promise<void> {
  const name = exchange.url.pathname.slice("/api/run/".length).split("/").map(decoded);
  const last = name.pop() ?? "";
  const path = last.includes(":") ? [...name, last].join("/") : `${name.join("/")}:${last}`;
  const body = await exchange.json();
  const given = isObject(body) ? body : {};
  const args = argumentsOf(given["args"]);
  await run(front, exchange, {
    kind: "any",
    path: canonicalPath(path),
    args,
    encoded: given["format"] === "convex_encoded_json",
  });
}

/** True when the request was for this API. */
export async function handleApi(front: Front, exchange: Exchange): Promise<boolean> {
  const { pathname } = exchange.url;
  const { method } = exchange;
  if (method === "POST" && pathname.startsWith("/api/run/")) {
    await runByPath(front, exchange);
    return true;
  }
  if (method !== "POST" && !(method === "GET" && pathname === "/api/query")) return false;
  switch (pathname) {
    case "/api/query":
    case "/api/query_at_ts":
      await run(front, exchange, { ...(await parsedBody(exchange)), kind: "query" });
      return true;
    case "/api/mutation":
      await run(front, exchange, { ...(await parsedBody(exchange)), kind: "mutation" });
      return true;
    case "/api/action":
      await run(front, exchange, { ...(await parsedBody(exchange)), kind: "action" });
      return true;
    case "/api/function":
      await run(front, exchange, { ...(await parsedBody(exchange)), kind: "any" });
      return true;
    case "/api/query_batch":
      await batch(front, exchange);
      return true;
    case "/api/query_ts":
      exchange.sendJson(200, JSON.stringify({ ts: await front.snapshotTs() }));
      return true;
    default:
      return false;
  }
}
