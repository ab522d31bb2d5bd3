/** A signed POST to the backend, from an action. What came of it is a value. */
import { fastApiBaseUrl, secretsOf } from "./settings";
import { sign } from "./hmac";

export type Posted =
  | { kind: "accepted" }
  | { kind: "busy"; retryAfterMs: number }
  | { kind: "failed"; reason: string }
  | { kind: "refused"; status: number };

const timeoutMs = 10_000;

export async function post(message: {
  route: string;
  body: string;
  correlationId: string;
}): Promise<Posted> {
  const secret = secretsOf("WEBHOOK_SECRET")[0];
  if (secret === undefined) throw new Error("Set WEBHOOK_SECRET in the Convex environment.");
  const body = new TextEncoder().encode(message.body);
  const timestamp = String(Date.now());
  try {
    const response = await fetch(`${fastApiBaseUrl()}${message.route}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Timestamp": timestamp,
        "X-Signature": await sign(secret, timestamp, body),
        "X-Correlation-Id": message.correlationId,
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return outcomeOf(response.status, response.headers.get("retry-after"));
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.name : "unknown" };
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
