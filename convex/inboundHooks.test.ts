import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { sha256Hex } from "./lib/secrets";
import type { Backend, Caller } from "./tests/backend.harness";
import { startBackend } from "./tests/backend.harness";
import { refusal } from "./tests/refusal.harness";
import { generated } from "./tests/story.harness";
import { call, send, signedRequest } from "./tests/worker.harness";

const paginationOpts = { numItems: 50, cursor: null };
const wish = { name: "Releases", action: "generate" as const, prompt: "Explain {{title}}" };
const route = "/server/hooks.resolve";

let backend: Backend;
let ann: Caller;
beforeAll(async () => {
  backend = await startBackend();
  ann = backend.as("ann");
  await ann.mutation(api.users.ensure, {});
});
afterAll(async () => backend.close());

async function resolve(token: string): Promise<unknown> {
  const answer = await call(backend, route, { tokenHash: await sha256Hex(token) });
  return answer.body["hook"];
}

describe("[webhooks:inbound:life] inbound hooks", () => {
  test("a token opens its hook until it is revoked, and is never shown again", async () => {
    const { hookId, token, secret, prefix } = await ann.action(api.inboundHooks.create, wish);
    expect(token).toMatch(/^swh_\w{8}_\w{40}$/);
    expect(secret).toBeNull();
    expect(await resolve(token)).toMatchObject({
      ...{ hookId, externalId: backend.unique("ann"), action: "generate" },
      ...{ sceneCount: 3, isSigned: false, secret: null },
    });
    const { page } = await ann.query(api.inboundHooks.list, { paginationOpts });
    expect(page.find((hook) => hook._id === hookId)).toMatchObject({ prefix, name: "Releases" });
    expect(JSON.stringify(page)).not.toContain(token);
    expect(JSON.stringify(page)).not.toContain(await sha256Hex(token));
    await ann.mutation(api.inboundHooks.revoke, { hookId });
    expect(await resolve(token)).toBeNull();
    expect(await resolve("swh_unknown")).toBeNull();
  });

  test("a signed hook's secret is sealed at rest and opened for the backend alone", async () => {
    const { token, secret } = await ann.action(api.inboundHooks.create, { ...wish, signed: true });
    expect(secret).toMatch(/^whsec_/);
    expect(await resolve(token)).toMatchObject({ isSigned: true, secret });
    const { page } = await ann.query(api.inboundHooks.list, { paginationOpts });
    expect(page[0]).toMatchObject({ isSigned: true });
    expect(JSON.stringify(page)).not.toContain("whsec_");
    const request = await signedRequest(route, { tokenHash: await sha256Hex(token) });
    expect((await send(backend, route, request)).body).toMatchObject({ hook: { secret } });
    expect(await send(backend, route, request)).toMatchObject({
      replayed: true,
      body: { hook: null },
    });
  });

  test("an edit names a scene of its owner's; a stranger's scene or project is not there", async () => {
    const { scenes, projectId } = await generated(backend, [30], "cat");
    const { sceneId } = scenes[0];
    const edit = { ...wish, action: "edit" as const };
    const create = api.inboundHooks.create;
    expect((await refusal(ann.action(create, edit))).code).toBe("request.invalid");
    expect((await refusal(ann.action(create, { ...edit, sceneId }))).code).toBe(
      "resource.not_found",
    );
    expect((await refusal(ann.action(create, { ...wish, projectId }))).code).toBe(
      "resource.not_found",
    );
    const { token } = await backend.as("cat").action(create, { ...edit, sceneId });
    expect(await resolve(token)).toMatchObject({ action: "edit", sceneId });
  });

  test.each([
    { prompt: " " },
    { prompt: "x".repeat(4001) },
    { sceneCount: 0 },
    { ratePerMinute: 0 },
    { ratePerMinute: 601 },
    { name: "" },
  ])("%o is refused", async (bad) => {
    expect((await refusal(ann.action(api.inboundHooks.create, { ...wish, ...bad }))).code).toBe(
      "request.invalid",
    );
  });

  test("a person has fifty hooks at most, and a revoked one makes room", async () => {
    const bob = backend.as("bob");
    await bob.mutation(api.users.ensure, {});
    const made = await bob.action(api.inboundHooks.create, wish);
    for (let n = 1; n < 50; n += 1) await bob.action(api.inboundHooks.create, wish);
    expect((await refusal(bob.action(api.inboundHooks.create, wish))).code).toBe("limit.hooks");
    await bob.mutation(api.inboundHooks.revoke, { hookId: made.hookId });
    await bob.action(api.inboundHooks.create, wish);
  });
});
