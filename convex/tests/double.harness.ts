/** The suite on the public test double. */
import { convexTest } from "convex-test";
import schema from "../schema";
import type { Caller, Deployment } from "./deployment.harness";

const modules = {
  ...import.meta.glob(["../**/*.ts", "../_generated/*.js", "!../**/*.*.ts"]),
  "../inside.ts": async () => await import("./inside.harness"),
};

export async function startDouble(
  environment: Readonly<Record<string, string>>,
): Promise<Deployment> {
  Object.assign(process.env, environment);
  const t = convexTest(schema, modules);
  const callerOf = (who: ReturnType<typeof t.withIdentity>): Caller =>
    ({ query: who.query, mutation: who.mutation, action: who.action }) as unknown as Caller;
  return await Promise.resolve({
    as: (subject) => callerOf(t.withIdentity({ subject, issuer: "https://issuer.test" })),
    anonymous: callerOf(t),
    operator: callerOf(t),
    fetch: async (path, init) => await t.fetch(path, init),
    close: async () => await t.finishInProgressScheduledFunctions(),
  });
}
