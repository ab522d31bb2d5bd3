/** Providers with their keys at an address, against an issuer of our own; tokens that run out. */
import { createSign, generateKeyPairSync, sign as signWith, type KeyObject } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, startRuntime, type RuntimeProcess } from "./runtime_process.ts";

const FUNCTIONS = `
import { mutationGeneric as mutation, queryGeneric as query } from "convex/server";
export const identity = query({ args: {}, handler: async (ctx) => ctx.auth.getUserIdentity() });
export const sign = mutation({
  args: {},
  handler: async (ctx) => {
    const who = await ctx.auth.getUserIdentity();
    await ctx.db.insert("signed", { by: who?.subject ?? null });
    return who?.subject ?? null;
  },
});
`;
const PROVIDERS = `
export default {
  providers: [
    { domain: process.env.ISSUER, applicationID: "app" },
    {
      type: "customJwt",
      issuer: "https://custom.test",
      applicationID: "app",
      jwks: process.env.ISSUER + "/custom-keys",
      algorithm: "RS256",
    },
    { domain: "http://127.0.0.1:1", applicationID: "app" },
  ],
};
`;
const identity = makeFunctionReference<"query", Record<string, never>, object | null>(
  "me:identity",
);
const sign = makeFunctionReference<"mutation", Record<string, never>, string | null>("me:sign");

interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: object;
}

function makeKey(kid: string): Key {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" };
  return { kid, privateKey, jwk };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function issue(key: Key, claims: Record<string, unknown>): string {
  const now = Math.floor(Date.now() / 1000);
  const body = { aud: "app", sub: "user", iat: now - 10, exp: now + 3600, ...claims };
  const signed = `${encode({ alg: "RS256", kid: key.kid })}.${encode(body)}`;
  return `${signed}.${createSign("sha256").update(signed).sign(key.privateKey).toString("base64url")}`;
}

let runtime: RuntimeProcess;
let issuer: Server;
let address: string;
let folder: string;
const oidc: Key[] = [makeKey("first")];
const custom = makeKey("custom");
const asked: string[] = [];

beforeAll(async () => {
  issuer = createServer((request, response) => {
    asked.push(request.url ?? "");
    const answers: Record<string, object> = {
      "/.well-known/openid-configuration": { issuer: address, jwks_uri: `${address}/keys` },
      "/keys": { keys: oidc.map(({ jwk }) => jwk) },
      "/custom-keys": { keys: [custom.jwk] },
    };
    response.end(JSON.stringify(answers[request.url ?? ""] ?? {}));
  });
  await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), "convex-local-identity-"));
  mkdirSync(join(folder, "convex"));
  writeFileSync(join(folder, "convex", "me.ts"), FUNCTIONS);
  writeFileSync(join(folder, "convex", "auth.config.ts"), PROVIDERS);
  writeFileSync(join(folder, "env"), `ISSUER=${address}\n`);
  runtime = await startRuntime({ project: folder, args: ["--env-file", join(folder, "env")] });
});
afterAll(async () => {
  await runtime.stop();
  issuer.close();
  rmSync(folder, { recursive: true, force: true });
});

async function whoIs(token: string): Promise<object | null> {
  const http = new ConvexHttpClient(runtime.address.url);
  http.setAuth(token);
  return http.query(identity, {});
}

describe("keys at an address", () => {
  test("[runtime:auth:oidc] an OIDC provider's keys are discovered, and its claims become the identity", async () => {
    const claims = { iss: address, given_name: "Ada", email_verified: true, locale: "en" };
    expect(await whoIs(issue(oidc[0] ?? custom, claims))).toEqual({
      tokenIdentifier: `${address}|user`,
      issuer: address,
      subject: "user",
      givenName: "Ada",
      emailVerified: true,
      language: "en",
    });
    expect(asked).toEqual(expect.arrayContaining(["/.well-known/openid-configuration", "/keys"]));
    const before = asked.length;
    await whoIs(issue(oidc[0] ?? custom, claims));
    expect(asked.length, "known keys are not fetched again").toBe(before);
  });

  test("[runtime:auth:oidc] a key that the provider has added since is fetched", async () => {
    const added = makeKey("second");
    await expect(whoIs(issue(added, { iss: address }))).rejects.toThrow("no key of the provider");
    oidc.push(added);
    expect(await whoIs(issue(added, { iss: address }))).toMatchObject({ subject: "user" });
  });

  test("[runtime:auth:oidc] a customJwt provider's RS256 keys come from its address", async () => {
    const token = issue(custom, { iss: "https://custom.test", team: { id: 7 } });
    expect(await whoIs(token)).toMatchObject({ issuer: "https://custom.test", "team.id": 7 });
    const foreign = issue(oidc[0] ?? custom, { iss: "https://custom.test" });
    await expect(whoIs(foreign)).rejects.toThrow("no key of the provider");
  });

  test("[runtime:auth:oidc] an OIDC provider may sign with EdDSA, and with no algorithm it did not announce", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const jwk = { ...publicKey.export({ format: "jwk" }), kid: "curve", alg: "EdDSA", use: "sig" };
    oidc.push({ kid: "curve", privateKey, jwk });
    const exp = Math.floor(Date.now() / 1000) + 3600;
    const claims = encode({ iss: address, aud: "app", sub: "curved", exp });
    const signed = `${encode({ alg: "EdDSA", kid: "curve" })}.${claims}`;
    const signature = signWith(null, Buffer.from(signed), privateKey).toString("base64url");
    expect(await whoIs(`${signed}.${signature}`)).toMatchObject({ subject: "curved" });
    for (const alg of ["none", "HS256"]) {
      const weak = `${encode({ alg, kid: "curve" })}.${claims}`;
      await expect(whoIs(`${weak}.${signature}`), alg).rejects.toThrow();
      await expect(whoIs(`${weak}.`), alg).rejects.toThrow();
    }
  });

  test("a provider that cannot be reached is named", async () => {
    const token = issue(custom, { iss: "http://127.0.0.1:1" });
    await expect(whoIs(token)).rejects.toThrow("Could not fetch the keys of http://127.0.0.1:1");
  });
});

test("[runtime:auth:expiry] a token that runs out on an open socket is renewed, and the mutation runs once", async () => {
  const client = new ConvexClient(runtime.address.url, { webSocketConstructor: WebSocket });
  const key = oidc[0] ?? custom;
  let renewed = false;
  let subject: unknown;
  // It runs out soon, though the client, which looks at its length only, believes it lasts an hour.
  const exp = Math.floor(Date.now() / 1000) - 3;
  const short = issue(key, { iss: address, sub: "before", iat: exp - 3600, exp });
  client.setAuth(async () =>
    Promise.resolve(renewed ? issue(key, { iss: address, sub: "after" }) : short),
  );
  client.onUpdate(identity, {}, (who: { subject?: string } | null) => (subject = who?.subject));
  await eventually(
    () => subject,
    (seen) => seen === "before",
  );
  renewed = true;
  await eventually(
    async () => client.mutation(sign, {}),
    (by) => by === "after",
    15_000,
  );
  await eventually(
    () => subject,
    (seen) => seen === "after",
  );
  expect(client.connectionState().connectionCount).toBe(2);
  await client.close();
});
