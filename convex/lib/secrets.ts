/** Secrets made and sealed in actions; mutations only ever see hashes and sealed text. */
import { secretsOf } from "./settings";
import { toHex } from "./hmac";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";

/** Unguessable text; for use in actions only, where the runtime allows real randomness. */
export function randomText(length: number): string {
  const out: string[] = [];
  while (out.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2))) {
      // Bytes past the last whole multiple would favour the first letters.
      if (byte < alphabet.length * 4 && out.length < length)
        out.push(alphabet.charAt(byte % alphabet.length));
    }
  }
  return out.join("");
}

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

export async function sha256Hex(text: string): Promise<string> {
  return toHex(
    new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
  );
}

/** Six letters that follow from the others: a mistyped or made-up key is refused without a look-up. */
export async function withChecksum(text: string): Promise<string> {
  return text + (await sha256Hex(text)).slice(0, 6);
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** The secret of one endpoint or hook, in the form that Standard Webhooks gives it. */
export function newWebhookSecret(): string {
  return `whsec_${toBase64(randomBytes(32))}`;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Keys that may open a seal: the configured ones, or ones derived from the callback keys. */
function sealingKeys(): string[] {
  const configured = secretsOf("ENCRYPTION_KEYS");
  return configured.length > 0
    ? configured
    : secretsOf("CALLBACK_SECRET").map((key) => `seal|${key}`);
}

async function aesKey(secret: string): Promise<CryptoKey> {
  const digest = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(`scenewright.seal.v1|${secret}`),
  );
  return await crypto.subtle.importKey("raw", digest, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** Encrypts with the newest key: base64 of a 12-byte nonce and the AES-256-GCM text. */
export async function seal(text: string): Promise<string> {
  const secret = sealingKeys()[0];
  if (secret === undefined)
    throw new Error("Set ENCRYPTION_KEYS or CALLBACK_SECRET in the Convex environment.");
  const nonce = randomBytes(12);
  const body = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce },
    await aesKey(secret),
    new TextEncoder().encode(text),
  );
  const sealed = new Uint8Array(nonce.length + body.byteLength);
  sealed.set(nonce);
  sealed.set(new Uint8Array(body), nonce.length);
  return toBase64(sealed);
}

/** Opens a seal with whichever key made it, or answers null. */
export async function unseal(sealed: string): Promise<string | null> {
  const bytes = fromBase64(sealed);
  for (const secret of sealingKeys()) {
    try {
      const plain = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: bytes.slice(0, 12) },
        await aesKey(secret),
        bytes.slice(12),
      );
      return new TextDecoder().decode(plain);
    } catch {
      // Another key made it; the next one may fit.
      continue;
    }
  }
  return null;
}
