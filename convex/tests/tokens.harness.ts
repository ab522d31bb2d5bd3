/** ES256 tokens of a test issuer, and the key set that proves them. */
import { generateKeyPairSync, sign } from "node:crypto";

export const issuer = "https://issuer.test";
export const audience = "scenewright";

export type Issuer = { jwks: string; tokenFor: (subject: string) => string };

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export function createIssuer(): Issuer {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = { ...publicKey.export({ format: "jwk" }), kid: "test", alg: "ES256", use: "sig" };
  const jwks = Buffer.from(JSON.stringify({ keys: [key] })).toString("base64");
  return {
    jwks: `data:application/json;base64,${jwks}`,
    tokenFor: (subject) => {
      const now = Math.floor(Date.now() / 1000);
      const head = part({ alg: "ES256", kid: "test", typ: "JWT" });
      const body = part({ iss: issuer, aud: audience, sub: subject, iat: now, exp: now + 3600 });
      const signature = sign("sha256", Buffer.from(`${head}.${body}`), {
        key: privateKey,
        dsaEncoding: "ieee-p1363",
      });
      return `${head}.${body}.${signature.toString("base64url")}`;
    },
  };
}
