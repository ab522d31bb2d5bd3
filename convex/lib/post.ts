/** A signed POST to the backend, from an action. What came of it is a value. */
import type { GenericValidator, Infer, Value } from "convex/values";
import { explainMisfit } from "./check";
import { fail } from "./errors";
import { sign } from "./hmac";
import { fastApiBaseUrl, secretsOf } from "./settings";
import { correlationIdFrom } from "./text";

export type Posted =
  | { kind: "accepted" }
  | { kind: "busy"; retryAfterMs: number }
  | { kind: "failed"; reason: string }
  | { kind: "refused"; status: number };

const timeoutMs = 10_000;

type Message = { route: string; body: string; correlationId: string };

export async function post(message: Message): Promise<Posted> {
  const request = await signed(message);
  try {
    const response = await fetch(...request);
    return outcomeOf(response.status, response.headers.get("retry-after"));
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.name : "unknown" };
  }
}

async function signed(message: Message): Promise<[string, RequestInit]> {
  const secret = secretsOf("WEBHOOK_SECRET")[0];
  if (secret === undefined) throw new Error("Set WEBHOOK_SECRET in the Convex environment.");
  const body = new TextEncoder().encode(message.body);
  const timestamp = String(Date.now());
  const request = {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Timestamp": timestamp,
      "X-Signature": await sign(secret, timestamp, body),
      "X-Correlation-Id": message.correlationId,
    },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  };
  return [`${fastApiBaseUrl()}${message.route}`, request];
}

/** A question that is answered at once, or not at all: nothing depends on the answer. */
export async function ask<Answer extends GenericValidator>(
  route: string,
  question: object,
  shape: Answer,
): Promise<Infer<Answer>> {
  const correlationId = correlationIdFrom(Math.random);
  const body = JSON.stringify({ route, correlationId, ...question });
  const answer = await answerOf({ route, body, correlationId });
  if (answer === undefined || explainMisfit(shape, answer) !== null)
    throw fail("dispatch.unreachable");
  // The shape was checked one line above.
  return answer;
}

async function answerOf(message: Message): Promise<Value | undefined> {
  const request = await signed(message);
  try {
    const response = await fetch(...request);
    return response.ok ? ((await response.json()) as Value) : undefined;
  } catch {
    // Away, too slow or not JSON: to the caller it is all the same.
    return undefined;
  }
}

export function outcomeOf(status: number, retryAfter: string | null): Posted {
  if (status >= 200 && status < 300) return { kind: "accepted" };
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  if ((status === 429 || status === 503) && Number.isFinite(seconds)) {
    return { kind: "busy", retryAfterMs: Math.min(Math.max(seconds, 1), 300) * 1000 };
  }
  if (status >= 500 || status === 429 || status === 408)
    return { kind: "failed", reason: `http ${status}` };
  return { kind: "refused", status };
}
