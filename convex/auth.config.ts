import type { AuthConfig } from "convex/server";

/**
 * One issuer: our own backend. The key set may be a `data:` URL, so an installation without a reachable
 * issuer works, and the same file serves Convex Cloud, self-hosted Convex and the embedded runtime.
 */
export default {
  providers: [
    {
      type: "customJwt",
      issuer: required("AUTH_ISSUER"),
      applicationID: required("AUTH_AUDIENCE"),
      jwks: required("AUTH_JWKS"),
      algorithm: "ES256",
    },
  ],
} satisfies AuthConfig;

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "")
    throw new Error(`Set ${name} in the Convex environment.`);
  return value;
}
