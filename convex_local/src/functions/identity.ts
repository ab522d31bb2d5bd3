/**
 * Who is calling: bearer tokens checked against the providers of `auth.config.ts` (OIDC and
 * customJwt), and the admin key. Yields an identity as `ctx.auth.getUserIdentity()` shows it.
 */
import { createPublicKey, timingSafeEqual, verify, type KeyObject } from "node:crypto";
import { asText, isObject, parseJson, type Json, type JsonObject } from "../values/json.ts";

export interface Caller {
  /** JSON text of the identity, `null` for nobody. */
  readonly identity: string;
  readonly admin: boolean;
  /** When the token ends, in ms; null for callers whose identity does not expire. */
  readonly expires: number | null;
}

export const NOBODY: Caller = { identity: "null", admin: false, expires: null };

export class AuthenticationFailed extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Provider {
  readonly issuer: string;
  readonly audience: string | null;
  readonly jwks: string | null;
  readonly algorithms: readonly string[];
  readonly custom: boolean;
}

const LEEWAY_MS = 5000;
const JWKS_FRESH_MS = 300_000;
const REGISTERED = new Set(["iss", "sub", "aud", "exp", "iat", "nbf", "jti"]);

const CLAIM_NAMES: Readonly<Record<string, string>> = {
  name: "name",
  given_name: "givenName",
  family_name: "familyName",
  nickname: "nickname",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  website: "website",
  email: "email",
  email_verified: "emailVerified",
  gender: "gender",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
  address: "address",
  updated_at: "updatedAt",
};

function issuerUrl(issuer: string): string {
  return (/^https?:\/\//.test(issuer) ? issuer : `https://${issuer}`).replace(/\/$/, "");
}

function optionalText(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function parseProvider(raw: Json): Provider {
  if (!isObject(raw)) throw new Error("auth.config.ts: a provider must be an object.");
  if (raw["type"] === "customJwt") {
    const { issuer, jwks, algorithm } = raw;
    if (typeof issuer !== "string" || typeof jwks !== "string") {
      throw new Error(
        "auth.config.ts: a customJwt provider needs `issuer` and `jwks`; is an environment variable missing?",
      );
    }
    if (algorithm !== "ES256" && algorithm !== "RS256") {
      throw new Error("auth.config.ts: a customJwt provider's `algorithm` must be ES256 or RS256.");
    }
    return {
      issuer,
      jwks,
      audience: optionalText(raw["applicationID"]),
      algorithms: [algorithm],
      custom: true,
    };
  }
  const { domain, applicationID } = raw;
  if (typeof domain !== "string" || typeof applicationID !== "string") {
    throw new Error(
      "auth.config.ts: a provider needs `domain` and `applicationID`; is an environment variable missing?",
    );
  }
  return {
    issuer: domain,
    audience: applicationID,
    jwks: null,
    algorithms: ["RS256", "EdDSA"],
    custom: false,
  };
}

function part(text: string | undefined): JsonObject {
  try {
    const json = parseJson(Buffer.from(text ?? "", "base64url").toString("utf8"));
    if (isObject(json)) return json;
  } catch {
    // Falls through to the refusal below.
  }
  throw new AuthenticationFailed(
    "InvalidAuthHeader",
    "Could not parse as a JWT: the token is malformed",
  );
}

function flatten(claims: JsonObject, prefix = ""): JsonObject {
  const flat: JsonObject = {};
  for (const [name, value] of Object.entries(claims)) {
    if (prefix === "" && REGISTERED.has(name)) continue;
    if (isObject(value)) Object.assign(flat, flatten(value, `${prefix}${name}.`));
    else flat[prefix + name] = value;
  }
  return flat;
}

function mapped(claims: JsonObject): JsonObject {
  const identity: JsonObject = {};
  for (const [name, value] of Object.entries(claims)) {
    if (!REGISTERED.has(name)) identity[CLAIM_NAMES[name] ?? name] = value;
  }
  return identity;
}

const VERIFY: Readonly<
  Record<string, (data: Buffer, key: KeyObject, signature: Buffer) => boolean>
> = {
  RS256: (data, key, signature) => verify("sha256", data, key, signature),
  ES256: (data, key, signature) =>
    verify("sha256", data, { key, dsaEncoding: "ieee-p1363" }, signature),
  EdDSA: (data, key, signature) => verify(null, data, key, signature),
};

export class Authenticator {
  readonly #adminKey: string;
  readonly #nowMs: () => number;
  readonly #jwks = new Map<string, { at: number; keys: JsonObject[] }>();
  #providers: readonly Provider[] = [];

  constructor(adminKey: string, nowMs: () => number) {
    this.#adminKey = adminKey;
    this.#nowMs = nowMs;
  }

  adopt(authConfig: string): void {
    const config = parseJson(authConfig);
    const providers = isObject(config) ? config["providers"] : undefined;
    this.#providers = Array.isArray(providers) ? providers.map(parseProvider) : [];
    this.#jwks.clear();
  }

  /** The caller behind an `Authorization` header; nobody when there is none. */
  async fromHeader(header: string | undefined): Promise<Caller> {
    if (header === undefined || header === "") return NOBODY;
    const [scheme = "", value = ""] = header.split(" ", 2);
    if (scheme === "Convex") return this.admin(value, null);
    if (scheme === "Bearer") return this.user(value);
    throw new AuthenticationFailed(
      "InvalidAuthHeader",
      "Expected an Authorization header of `Bearer` or `Convex`",
    );
  }

  admin(value: string, actingAs: JsonObject | null): Caller {
    const [key = "", attributes] = value.split(":");
    const wanted = Buffer.from(this.#adminKey);
    const given = Buffer.from(key);
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) {
      throw new AuthenticationFailed(
        "BadDeployKey",
        "The provided deploy key was invalid for this deployment.",
      );
    }
    const acting = actingAs ?? (attributes === undefined ? null : part(attributes));
    return {
      identity: acting === null ? "null" : JSON.stringify(withIdentifier(acting)),
      admin: true,
      expires: null,
    };
  }

  async user(token: string): Promise<Caller> {
    const [head, body, signature] = token.split(".");
    const header = part(head);
    const claims = part(body);
    const provider = this.#providerFor(claims);
    await this.#verify(provider, {
      header,
      signed: `${head ?? ""}.${body ?? ""}`,
      signature: signature ?? "",
    });
    const expires = this.#checkTimes(claims);
    const { iss, sub } = claims;
    if (typeof iss !== "string" || typeof sub !== "string") {
      throw new AuthenticationFailed("InvalidAuthHeader", "The token must have `iss` and `sub`");
    }
    const rest = provider.custom ? flatten(claims) : mapped(claims);
    const identity = { ...rest, tokenIdentifier: `${iss}|${sub}`, issuer: iss, subject: sub };
    return { identity: JSON.stringify(identity), admin: false, expires };
  }

  #checkTimes(claims: JsonObject): number {
    const { exp, nbf, iat } = claims;
    const now = this.#nowMs();
    if (typeof exp !== "number")
      throw new AuthenticationFailed("InvalidAuthHeader", "The token must have `exp`");
    if (exp * 1000 + LEEWAY_MS <= now) {
      throw new AuthenticationFailed(
        "InvalidAuthHeader",
        "Could not verify JWT: the token has expired",
      );
    }
    for (const start of [nbf, iat]) {
      if (typeof start === "number" && start * 1000 - LEEWAY_MS > now) {
        throw new AuthenticationFailed(
          "InvalidAuthHeader",
          "Could not verify JWT: the token is not valid yet",
        );
      }
    }
    return exp * 1000 + LEEWAY_MS;
  }

  #providerFor(claims: JsonObject): Provider {
    const { iss, aud } = claims;
    const audiences = Array.isArray(aud) ? aud : [aud];
    const found = this.#providers.find(
      (provider) =>
        typeof iss === "string" &&
        issuerUrl(provider.issuer) === issuerUrl(iss) &&
        (provider.audience === null || audiences.includes(provider.audience)),
    );
    if (found !== undefined) return found;
    throw new AuthenticationFailed(
      "NoAuthProvider",
      "No auth provider found matching the given token. Check that auth.config.ts names the token's `iss` and `aud`.",
    );
  }

  async #verify(
    provider: Provider,
    token: { header: JsonObject; signed: string; signature: string },
  ): Promise<void> {
    const { alg, kid } = token.header;
    if (typeof alg !== "string" || !provider.algorithms.includes(alg)) {
      throw new AuthenticationFailed(
        "InvalidAuthHeader",
        `Could not verify JWT: algorithm ${asText(alg)} is not allowed`,
      );
    }
    const data = Buffer.from(token.signed);
    const signature = Buffer.from(token.signature, "base64url");
    for (const fresh of [false, true]) {
      const keys = await this.#keys(provider, fresh);
      const candidates = kid === undefined ? keys : keys.filter((key) => key["kid"] === kid);
      if (candidates.some((jwk) => verifies(alg, jwk, { data, signature }))) return;
      if (candidates.length > 0) break;
    }
    throw new AuthenticationFailed(
      "InvalidAuthHeader",
      "Could not verify JWT: no key of the provider matches the signature",
    );
  }

  async #keys(provider: Provider, again: boolean): Promise<JsonObject[]> {
    const known = this.#jwks.get(provider.issuer);
    const isData = provider.jwks?.startsWith("data:") === true;
    if (known !== undefined && (isData || (!again && known.at + JWKS_FRESH_MS > this.#nowMs())))
      return known.keys;
    try {
      const url = provider.jwks ?? (await discover(provider.issuer));
      const body = (await (await fetch(url, { signal: AbortSignal.timeout(5000) })).json()) as Json;
      const list = isObject(body) ? body["keys"] : undefined;
      const keys = Array.isArray(list) ? list.filter(isObject) : [];
      this.#jwks.set(provider.issuer, { at: this.#nowMs(), keys });
      return keys;
    } catch (error) {
      if (known !== undefined) return known.keys;
      throw new AuthenticationFailed(
        "AuthProviderUnavailable",
        `Could not fetch the keys of ${provider.issuer}: ${String(error)}`,
      );
    }
  }
}

async function discover(issuer: string): Promise<string> {
  const url = `${issuerUrl(issuer)}/.well-known/openid-configuration`;
  const body = (await (await fetch(url, { signal: AbortSignal.timeout(5000) })).json()) as Json;
  const jwks = isObject(body) ? body["jwks_uri"] : undefined;
  if (typeof jwks !== "string") throw new Error("the discovery document names no jwks_uri");
  return jwks;
}

function verifies(
  algorithm: string,
  jwk: JsonObject,
  token: { data: Buffer; signature: Buffer },
): boolean {
  try {
    const key = createPublicKey({ key: jwk, format: "jwk" });
    return VERIFY[algorithm]?.(token.data, key, token.signature) ?? false;
  } catch {
    return false;
  }
}

function withIdentifier(attributes: JsonObject): JsonObject {
  const { issuer, subject } = attributes;
  const identifier = `${asText(issuer)}|${asText(subject)}`;
  return { tokenIdentifier: identifier, ...attributes };
}
