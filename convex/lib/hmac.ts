/** The signature of calls between Convex and the backend (DESIGN 4.1), by WebCrypto. */

export const windowMs = 300_000;

const timestampShape = /^[1-9][0-9]{12}$/;
const signatureShape = /^[0-9a-f]{64}$/;
const correlationShape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export type SignedHeaders = {
  timestamp: string | null;
  signature: string | null;
  correlationId: string | null;
};

export function isCorrelationId(text: string): boolean {
  return correlationShape.test(text);
}

async function mac(secret: string, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
}

function signedBytes(timestamp: string, body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${timestamp}.`);
  const all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  return all;
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function sign(
  secret: string,
  timestamp: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<string> {
  return toHex(await mac(secret, signedBytes(timestamp, body)));
}

/** Compares without leaving early, so that timing tells nothing. */
function equalText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1)
    difference |= a.charCodeAt(i) ^ b.charCodeAt(i % Math.max(b.length, 1));
  return difference === 0;
}

/** Whether the raw body was signed by a holder of one of the keys, now. Every key is tried. */
export async function verify(
  secrets: readonly string[],
  headers: SignedHeaders,
  message: { body: Uint8Array<ArrayBuffer>; now: number },
): Promise<boolean> {
  const { timestamp, signature, correlationId } = headers;
  if (timestamp === null || signature === null || correlationId === null) return false;
  if (!timestampShape.test(timestamp) || !signatureShape.test(signature)) return false;
  if (!isCorrelationId(correlationId)) return false;
  if (Math.abs(message.now - Number(timestamp)) > windowMs) return false;
  let good = false;
  for (const secret of secrets) {
    const expected = await sign(secret, timestamp, message.body);
    good = equalText(expected, signature) || good;
  }
  return good;
}
