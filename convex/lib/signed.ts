/**
 * The outside of a signed call: verify over the raw bytes, then parse, then check the shape, then one call
 * inside. Every refusal before the shape is the same 401.
 */
import type { ObjectType, PropertyValidators, Value } from "convex/values";
import { ConvexError, v } from "convex/values";
import { httpAction } from "../_generated/server";
import type { ActionCtx } from "../_generated/server";
import { explainMisfit } from "./check";
import type { ErrorCode, ErrorData } from "./errors";
import { errorFacts } from "./errors";
import { verify } from "./hmac";
import { logEvent } from "./log";
import { secretsOf } from "./settings";

const maxBytes = 256 * 1024;

type Json = Record<string, Value>;
export type Call<Body> = { signature: string; body: Body };
export type Outcome = { replayed: boolean; answer: object };

export function signedRoute<Args extends PropertyValidators>(
  args: Args,
  run: (ctx: ActionCtx, call: Call<ObjectType<Args>>) => Promise<Outcome>,
): ReturnType<typeof httpAction> {
  const shape = v.object(args);
  return httpAction(async (ctx: ActionCtx, request) => {
    const bytes = await readCapped(request);
    if (bytes === null) return refuse("request.too_large");
    const body = await trusted(request, bytes);
    if (body === null) return refuse("signature.invalid");
    const misfit = explainMisfit(shape, body);
    if (misfit !== null) return refuse("request.invalid", { reason: misfit });
    try {
      const signature = request.headers.get("X-Signature") ?? "";
      // The shape was checked two lines above.
      const outcome = await run(ctx, { signature, body: body as ObjectType<Args> });
      tell(body, outcome);
      return answer(200, outcome.answer, outcome.replayed ? { "X-Replayed": "true" } : {});
    } catch (error) {
      return translate(error);
    }
  });
}

/** What came of a job's callback; heartbeats are too many to tell. */
function tell(body: Json, { answer: given, replayed }: Outcome): void {
  const route = typeof body["route"] === "string" ? body["route"] : "";
  if (!route.startsWith("/callbacks/") || route === "/callbacks/heartbeat") return;
  const verdict = given as { accepted?: boolean; ignored?: string; decision?: string };
  const said = verdict.ignored ?? verdict.decision;
  logEvent("callback.answered", body, {
    route,
    replayed,
    ...(typeof body["status"] === "string" ? { status: body["status"] } : {}),
    ...(said === undefined ? {} : { said }),
  });
}

/** A route that only reads needs no replay store: asked again, it reads again. */
export async function reading(answered: Promise<object>): Promise<Outcome> {
  return { replayed: false, answer: await answered };
}

/** A body whose declared or real size passes the cap is refused before it is looked at. */
async function readCapped(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length") ?? "0") > maxBytes) return null;
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > maxBytes ? null : bytes;
}

/** The parsed body if a holder of a key sent it to this very route, else null. */
async function trusted(request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<Json | null> {
  const headers = {
    timestamp: request.headers.get("X-Timestamp"),
    signature: request.headers.get("X-Signature"),
    correlationId: request.headers.get("X-Correlation-Id"),
  };
  if (!(await verify(secretsOf("CALLBACK_SECRET"), headers, { body: bytes, now: Date.now() })))
    return null;
  const body = parse(bytes);
  if (body?.["route"] !== new URL(request.url).pathname) return null;
  return body["correlationId"] === headers.correlationId ? body : null;
}

function parse(bytes: Uint8Array): Json | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Json)
      : null;
  } catch {
    return null;
  }
}

function translate(error: unknown): Response {
  if (!(error instanceof ConvexError)) throw error;
  const data = error.data as ErrorData;
  return refuse(data.code, data.details, data.error);
}

function refuse(code: ErrorCode, details: Json = {}, message?: string): Response {
  const fact = errorFacts[code];
  return answer(
    fact.status,
    { error: message ?? fact.message, code, details, request_id: null },
    {},
  );
}

function answer(status: number, body: object, headers: Record<string, string>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers },
  });
}
