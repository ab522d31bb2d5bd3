import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { withChecksum } from "./lib/secrets";
import type { Backend } from "./tests/backend.harness";
import { onEmbedded, startBackend } from "./tests/backend.harness";
import { refusal } from "./tests/refusal.harness";
import { generated, planned, signUp } from "./tests/story.harness";
import { call, send, signedRequest } from "./tests/worker.harness";

let backend: Backend;
beforeEach(async () => {
  backend = await startBackend();
});
afterEach(async () => await backend.close());

const page = { numItems: 50, cursor: null };
const dayMs = 86_400_000;

async function ask(name: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
  const answer = await call(backend, `/server/${name}`, body);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

describe("[convex:identity:accounts] accounts", () => {
  test("one account an e-mail, whatever its case", async () => {
    const email = `${backend.unique("Ann")}@Example.com`;
    const externalId = backend.unique("user-1");
    const made = await ask("identity.create", {
      externalId,
      email,
      name: "Ann",
      passwordHash: "$h1",
    });
    expect(made).toMatchObject({
      outcome: "created",
      account: { email: email.toLowerCase(), passwordHash: "$h1", role: "user" },
    });
    const again = await ask("identity.create", {
      externalId: backend.unique("user-2"),
      email: email.toUpperCase(),
    });
    expect(again).toMatchObject({ outcome: "exists", account: { externalId } });
    expect(await ask("identity.findByEmail", { email: ` ${email} ` })).toMatchObject({
      account: { externalId },
    });
    expect(await ask("identity.findByEmail", { email: "nobody@example.com" })).toEqual({
      account: null,
    });
    expect(await ask("identity.get", { externalId })).toMatchObject({
      account: { externalId, providers: [] },
    });
  });

  test("a changed e-mail must be free; a provider belongs to one account", async () => {
    const [a, b] = [backend.unique("a"), backend.unique("b")];
    await ask("identity.create", { externalId: a, email: `${a}@x.org` });
    await ask("identity.create", {
      externalId: b,
      email: `${b}@x.org`,
      provider: "github",
      subject: b,
    });
    expect(
      await ask("identity.update", { externalId: a, set: { email: `${b}@X.org` } }),
    ).toMatchObject({ outcome: "email_taken" });
    expect(
      await ask("identity.update", {
        externalId: a,
        set: { email: `${a}2@x.org`, name: "A", emailVerified: true },
      }),
    ).toMatchObject({
      outcome: "updated",
      account: { email: `${a}2@x.org`, name: "A", emailVerified: true },
    });
    expect(await ask("identity.update", { externalId: "nobody", set: {} })).toMatchObject({
      outcome: "not_found",
    });
    expect(await ask("identity.findByProvider", { provider: "github", subject: b })).toMatchObject({
      account: { externalId: b },
    });
    expect(
      await ask("identity.linkProvider", { externalId: a, provider: "github", subject: b }),
    ).toEqual({ outcome: "taken" });
    expect(
      await ask("identity.linkProvider", { externalId: a, provider: "google", subject: a }),
    ).toEqual({ outcome: "linked" });
  });

  test("the person whom the backend made is the one the token names", async () => {
    const externalId = backend.unique("ann");
    const { account } = await ask("identity.create", {
      externalId,
      email: `${externalId}@x.org`,
      name: "Ann",
    });
    const user = await backend.as("ann").mutation(api.users.ensure, {});
    expect(user).toMatchObject({
      _id: (account as { userId: string }).userId,
      name: "Ann",
      role: "user",
    });
  });
});

describe("[convex:identity:refresh] refresh tokens", () => {
  const expiresAt = (): number => Date.now() + dayMs;

  async function seated(): Promise<{
    externalId: string;
    family: string;
    token: (n: number) => string;
  }> {
    const externalId = backend.unique("rita");
    await ask("identity.create", { externalId });
    const family = `${externalId}-f`;
    const token = (n: number): string => `${externalId}-t${n}`;
    await ask("identity.saveRefresh", {
      externalId,
      family,
      tokenHash: token(1),
      expiresAt: expiresAt(),
      userAgent: "Firefox",
    });
    return { externalId, family, token };
  }

  test("a token is used once and followed by another", async () => {
    const { externalId, family, token } = await seated();
    const rotated = await ask("identity.rotateRefresh", {
      tokenHash: token(1),
      newTokenHash: token(2),
      expiresAt: expiresAt(),
    });
    expect(rotated).toMatchObject({ outcome: "rotated", family, account: { externalId } });
    const { sessions } = await ask("identity.listRefresh", { externalId });
    expect(sessions).toMatchObject([{ family, userAgent: "Firefox" }]);
  });

  test("a token used twice revokes its whole family", async () => {
    const { token } = await seated();
    const rotate = async (from: number, to: number): Promise<unknown> =>
      (
        await ask("identity.rotateRefresh", {
          tokenHash: token(from),
          newTokenHash: token(to),
          expiresAt: expiresAt(),
        })
      )["outcome"];
    expect(await rotate(1, 2)).toBe("rotated");
    expect(await rotate(1, 3)).toBe("reused");
    expect(await rotate(2, 4)).toBe("revoked");
    expect(await rotate(9, 10)).toBe("unknown");
  });

  test("an expired token, a revoked one and a disabled account open nothing", async () => {
    const { externalId, family, token } = await seated();
    const rotate = async (tokenHash: string): Promise<unknown> =>
      (
        await ask("identity.rotateRefresh", {
          tokenHash,
          newTokenHash: `${tokenHash}-next`,
          expiresAt: expiresAt(),
        })
      )["outcome"];
    await ask("identity.saveRefresh", {
      externalId,
      family: "old",
      tokenHash: token(7),
      expiresAt: Date.now() - 1,
    });
    expect(await rotate(token(7))).toBe("expired");
    await ask("identity.update", { externalId, set: { disabled: true } });
    expect(await rotate(token(1))).toBe("revoked");
    await ask("identity.update", { externalId, set: { disabled: false } });
    expect(await ask("identity.revokeRefresh", { family })).toEqual({ revoked: 1 });
    expect(await rotate(token(1))).toBe("revoked");
    expect(await ask("identity.listRefresh", { externalId })).toEqual({ sessions: [] });
  });

  test("a reset token works once, sets the password and signs out everywhere", async () => {
    const { externalId, token } = await seated();
    const tokenHash = `${externalId}-reset`;
    await ask("identity.saveReset", {
      externalId,
      tokenHash,
      purpose: "password",
      expiresAt: expiresAt(),
    });
    expect(await ask("identity.useReset", { tokenHash, purpose: "verify_email" })).toEqual({
      outcome: "invalid",
    });
    const used = await ask("identity.useReset", {
      tokenHash,
      purpose: "password",
      passwordHash: "$h2",
    });
    expect(used).toMatchObject({ outcome: "used", account: { passwordHash: "$h2" } });
    expect(
      await ask("identity.useReset", { tokenHash, purpose: "password", passwordHash: "$h3" }),
    ).toEqual({ outcome: "invalid" });
    const rotated = await ask("identity.rotateRefresh", {
      tokenHash: token(1),
      newTokenHash: "n",
      expiresAt: expiresAt(),
    });
    expect(rotated).toEqual({ outcome: "revoked" });
  });
});

describe("[convex:api-keys:hashed] API keys", () => {
  const hash = async (key: string): Promise<string> =>
    Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key))).toString(
      "hex",
    );

  test("a key is shown once, kept as a hash, and opens until it is revoked", async () => {
    const person = await signUp(backend);
    const { key, prefix, apiKeyId } = await person.action(api.apiKeys.create, {
      name: "CI",
      scopes: ["read", "edit", "read"],
    });
    expect(key).toMatch(/^sw_[0-9A-Za-z]{8}_[0-9A-Za-z]{34}[0-9a-f]{6}$/);
    expect(await withChecksum(key.slice(0, -6))).toBe(key);
    const list = await person.query(api.apiKeys.list, { paginationOpts: page });
    expect(JSON.stringify(list)).not.toContain(key.slice(prefix.length));
    expect(list.page).toMatchObject([{ name: "CI", prefix, scopes: ["read", "edit"] }]);
    const resolved = await ask("apiKeys.resolve", { keyHash: await hash(key) });
    expect(resolved).toMatchObject({
      key: { apiKeyId, externalId: backend.unique("ann"), scopes: ["read", "edit"] },
    });
    expect(await ask("apiKeys.resolve", { keyHash: await hash(`${key}x`) })).toEqual({ key: null });
    await person.mutation(api.apiKeys.revoke, { apiKeyId });
    expect(await ask("apiKeys.resolve", { keyHash: await hash(key) })).toEqual({ key: null });
  });
});

describe("[convex:share:open] share links", () => {
  test("whoever has the token watches what plays, and nobody else", async () => {
    const { person, worker, sessionId, scenes } = await planned(backend, ["One", "Two"]);
    await worker.render(scenes[0], 30);
    const { token, shareLinkId } = await person.action(api.shareLinks.create, {
      sessionId,
      expiresInDays: 7,
    });
    const watched = await backend.anonymous.query(api.shareLinks.open, { token });
    expect(watched).toMatchObject({
      title: "Circles",
      durationInFrames: 30,
      scenes: [{ title: "One", endFrame: 29 }],
    });
    expect(JSON.stringify(watched)).not.toContain(sessionId);
    expect(await backend.anonymous.query(api.shareLinks.open, { token: "guess" })).toBeNull();
    await backend.anonymous.mutation(api.shareLinks.countView, { token });
    const { page: links } = await person.query(api.shareLinks.list, {
      sessionId,
      paginationOpts: page,
    });
    expect(links).toMatchObject([{ token, views: 1 }]);
    await person.mutation(api.shareLinks.revoke, { shareLinkId });
    expect(await backend.anonymous.query(api.shareLinks.open, { token })).toBeNull();
  });

  // The embedded runtime has a clock of its own, in another process.
  test.runIf(!onEmbedded)("a link ends by itself on its day", async () => {
    const { person, worker, sessionId, scenes } = await planned(backend, ["One"]);
    await worker.render(scenes[0], 30);
    const made = await person.action(api.shareLinks.create, { sessionId, expiresInDays: 7 });
    const watch = async (now: number): Promise<unknown> => {
      vi.useFakeTimers({ toFake: ["Date"], now });
      onTestFinished(() => void vi.useRealTimers());
      return await backend.anonymous.query(api.shareLinks.open, { token: made.token });
    };
    const end = made.expiresAt ?? 0;
    expect(await watch(end - 1)).toMatchObject({ durationInFrames: 30 });
    expect(await watch(end)).toBeNull();
  });
});

describe("drafts and templates", () => {
  test("[convex:documents:conflict] a draft saved elsewhere is not overwritten unseen", async () => {
    const { person, scenes } = await generated(backend, [30]);
    const [{ sceneId }] = scenes;
    expect(await person.query(api.documents.get, { sceneId })).toBeNull();
    const first = await person.mutation(api.documents.save, {
      sceneId,
      document: { n: 1 },
      baseVersion: 1,
    });
    await person.mutation(api.documents.save, {
      sceneId,
      document: { n: 2 },
      ifUpdatedAt: first.updatedAt,
    });
    const stale = person.mutation(api.documents.save, {
      sceneId,
      document: { n: 3 },
      ifUpdatedAt: first.updatedAt,
    });
    expect((await refusal(stale)).code).toBe("document.conflict");
    expect(await person.query(api.documents.get, { sceneId })).toMatchObject({
      document: { n: 2 },
      baseVersion: 1,
    });
    await person.mutation(api.documents.discard, { sceneId });
    expect(await person.query(api.documents.get, { sceneId })).toBeNull();
  });
});

describe("[convex:cleanup:sweeps] what is over is deleted, a bite at a time", () => {
  const later = (days: number): { now: number } => ({ now: Date.now() + days * dayMs });

  test("after a month nothing of the traffic is left, and everything that people made is", async () => {
    const { person, sessionId } = await generated(backend, [30]);
    await person.action(api.shareLinks.create, { sessionId, expiresInDays: 1 });
    await backend.operator.mutation(internal.sweeps.expired, later(40));
    const events = await person.query(api.webhooks.events, { paginationOpts: page });
    const links = await person.query(api.shareLinks.list, { sessionId, paginationOpts: page });
    const jobs = await person.query(api.jobs.listBySession, { sessionId, paginationOpts: page });
    expect([events.page, links.page, jobs.page]).toEqual([[], [], []]);
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      status: "ready",
      durationInFrames: 30,
    });
  });

  test("a session edited after its jobs were swept goes on working", async () => {
    const { person, worker, scenes, sessionId } = await generated(backend, [30]);
    await backend.operator.mutation(internal.sweeps.expired, later(40));
    const [{ sceneId }] = scenes;
    const { jobId, version } = await person.mutation(api.jobs.triggerEdit, {
      sceneId,
      prompt: "x",
    });
    await worker.render({ jobId, sceneId, version }, 20);
    expect(await person.query(api.videoSessions.get, { sessionId })).toMatchObject({
      durationInFrames: 20,
    });
  });

  test("[convex:cleanup:session] a purged session leaves nothing behind", async () => {
    const { person, sessionId } = await generated(backend, [30, 40]);
    await person.mutation(api.videoSessions.remove, { sessionId });
    // Each call takes a bite; eight kinds of rows and the session itself.
    for (let bites = 0; bites < 10; bites += 1)
      await backend.operator.mutation(internal.sweeps.session, { sessionId });
    expect((await refusal(person.query(api.videoSessions.get, { sessionId }))).code).toBe(
      "resource.not_found",
    );
  });

  test("[convex:identity:remove] a removed account is shut out at once", async () => {
    const externalId = backend.unique("ann");
    await ask("identity.create", { externalId });
    const { person } = await generated(backend, [30]);
    expect(await ask("identity.remove", { externalId })).toEqual({ outcome: "removing" });
    expect((await refusal(person.query(api.users.me, {}))).code).toBe("resource.not_found");
    expect((await refusal(person.mutation(api.users.ensure, {}))).code).toBe("resource.not_found");
    expect(await ask("identity.remove", { externalId: "nobody" })).toEqual({
      outcome: "not_found",
    });
  });
});

describe("lookups", () => {
  test("[convex:lookups:ids] the backend finds jobs, sources and referenced chunks, and null for the rest", async () => {
    const { scenes } = await generated(backend, [30]);
    const [{ jobId, sceneId }] = scenes;
    expect(await ask("jobs.get", { jobId })).toMatchObject({
      job: { status: "succeeded", kind: "edit" },
    });
    expect(await ask("jobs.get", { jobId: "nope" })).toEqual({ job: null });
    expect(await ask("sources.get", { sceneId })).toMatchObject({
      source: { version: 1, sceneId },
    });
    expect(await ask("sources.get", { sceneId, version: 9 })).toEqual({ source: null });
    const key = `chunks/v-${sceneId}-1.mp4`;
    expect(await ask("storage.referenced", { keys: [key, "chunks/stray.mp4"] })).toEqual({
      referenced: [key],
      unknown: ["chunks/stray.mp4"],
    });
    expect(await ask("jobs.sweep", {})).toMatchObject({ failed: 0 });
  });

  test("an admin sees people and jobs; nobody else does", async () => {
    const externalId = backend.unique("root");
    await ask("identity.create", { externalId, role: "admin" });
    await generated(backend, [30]);
    const root = backend.as("root");
    expect(
      (await root.query(api.admin.users, { paginationOpts: page })).page.length,
    ).toBeGreaterThan(1);
    expect(
      (await root.query(api.admin.jobs, { paginationOpts: page, status: "succeeded" })).page.length,
    ).toBeGreaterThan(1);
    expect(await root.query(api.admin.overview, {})).toMatchObject({
      jobs: { succeeded: expect.any(Number) as number },
    });
  });
});

describe("[convex:webhooks:ledger] outbound webhooks", () => {
  type Due = {
    deliveryId: string;
    endpointId: string;
    claim: string;
    webhookId: string;
    attempt: number;
    secrets: string[];
    body: string;
    eventType: string;
  };

  async function endpointOf(
    options: object = {},
  ): Promise<{ person: Awaited<ReturnType<typeof signUp>>; endpointId: string; secret: string }> {
    const person = await signUp(backend);
    const wish = {
      url: "https://example.com/hook",
      events: ["scene.*", "session.ready"],
      ...options,
    };
    const { endpointId, secret } = await person.action(api.webhooks.createEndpoint, wish);
    return { person, endpointId, secret };
  }

  /** Other tests' endpoints may be due too on a shared runtime. */
  async function due(endpointId: string): Promise<Due[]> {
    const { deliveries } = (await ask("webhooks.claimDue", { limit: 100, leaseMs: 30_000 })) as {
      deliveries: Due[];
    };
    return deliveries.filter((delivery) => delivery.endpointId === endpointId);
  }

  const report = async (
    delivery: Due,
    outcome: string,
    more: object = {},
  ): Promise<Record<string, unknown>> => {
    const { deliveryId, claim } = delivery;
    return await ask("webhooks.recordAttempt", {
      deliveryId,
      claim,
      latencyMs: 5,
      outcome,
      ...more,
    });
  };

  test("a state change and its deliveries are one transaction; the body says what happened and no more", async () => {
    const { endpointId, secret } = await endpointOf();
    await generated(backend, [30]);
    const deliveries = await due(endpointId);
    expect(deliveries.map((delivery) => delivery.eventType)).toEqual([
      "scene.queued",
      "scene.rendering",
      "scene.ready",
      "session.ready",
    ]);
    expect(deliveries[0]?.secrets).toEqual([secret]);
    const ready = JSON.parse(deliveries[2]?.body ?? "{}") as Record<string, unknown>;
    expect(ready).toMatchObject({
      type: "scene.ready",
      schemaVersion: 1,
      data: { status: "ready", version: 1, durationInFrames: 30 },
    });
    expect(deliveries[2]?.body).not.toMatch(/prompt|code|About/);
  });

  test("a claimed delivery is held, recorded once, and tried again with the same webhook-id", async () => {
    const { person, endpointId } = await endpointOf();
    const { deliveryId } = await person.mutation(api.webhooks.sendTest, {
      endpointId: endpointId as never,
    });
    const [first] = await due(endpointId);
    if (first === undefined) throw new Error("Nothing was due.");
    expect(await due(endpointId)).toEqual([]);
    expect(
      await report(first, "retry", {
        status: 500,
        nextAttemptAt: Date.now() - 1,
        responseExcerpt: "x".repeat(9000),
      }),
    ).toMatchObject({ recorded: true });
    expect(await report(first, "succeeded", { status: 200 })).toMatchObject({ recorded: false });
    const [second] = await due(endpointId);
    if (second === undefined) throw new Error("The retry was not due.");
    expect([second.webhookId, second.attempt]).toEqual([first.webhookId, 2]);
    await report(second, "succeeded", { status: 204 });
    const attempts = await person.query(api.webhooks.attempts, { deliveryId });
    expect(
      attempts.map((attempt) => [attempt.attempt, attempt.status, attempt.responseExcerpt?.length]),
    ).toEqual([
      [1, 500, 4096],
      [2, 204, undefined],
    ]);
    const list = await person.query(api.webhooks.deliveries, {
      endpointId: endpointId as never,
      paginationOpts: page,
      status: "succeeded",
    });
    expect(list.page).toMatchObject([{ attempts: 2, lastStatus: 204, eventType: "ping" }]);
  });

  test("410 disables the endpoint at once; switching it on again starts afresh", async () => {
    const { person, endpointId } = await endpointOf();
    const id = endpointId as never;
    await person.mutation(api.webhooks.sendTest, { endpointId: id });
    const [delivery] = await due(endpointId);
    if (delivery === undefined) throw new Error("Nothing was due.");
    expect(await report(delivery, "gone", { status: 410 })).toMatchObject({
      recorded: true,
      endpointDisabled: true,
      // Nobody can be written to: this account has no address.
      notice: null,
    });
    expect(await person.query(api.webhooks.endpoint, { endpointId: id })).toMatchObject({
      status: "disabled",
      disabledReason: "gone",
    });
    expect((await refusal(person.mutation(api.webhooks.sendTest, { endpointId: id }))).code).toBe(
      "webhook.endpoint_disabled",
    );
    await person.mutation(api.webhooks.updateEndpoint, { endpointId: id, status: "active" });
    await person.mutation(api.webhooks.sendTest, { endpointId: id });
    expect(await due(endpointId)).toHaveLength(1);
  });

  test("a paused endpoint's deliveries wait for it", async () => {
    const { person, endpointId } = await endpointOf();
    const id = endpointId as never;
    await person.mutation(api.webhooks.updateEndpoint, { endpointId: id, status: "paused" });
    await generated(backend, [30]);
    expect(await due(endpointId)).toEqual([]);
    await person.mutation(api.webhooks.updateEndpoint, { endpointId: id, status: "active" });
    expect(await due(endpointId)).toHaveLength(4);
  });

  test("an ordered endpoint gets a scene's events one after another", async () => {
    const { endpointId } = await endpointOf({ ordered: true, events: ["scene.*"] });
    await generated(backend, [30]);
    const seen: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const deliveries = await due(endpointId);
      expect(deliveries).toHaveLength(1);
      for (const delivery of deliveries) {
        seen.push(delivery.eventType);
        await report(delivery, "succeeded", { status: 200 });
      }
    }
    expect(seen).toEqual(["scene.queued", "scene.rendering", "scene.ready"]);
  });

  test("a slow endpoint holds ten deliveries and no more", async () => {
    const { person, endpointId } = await endpointOf();
    for (let n = 0; n < 15; n += 1)
      await person.mutation(api.webhooks.sendTest, { endpointId: endpointId as never });
    const held = await due(endpointId);
    expect(held).toHaveLength(10);
    expect(await due(endpointId)).toEqual([]);
    for (const delivery of held.slice(0, 3)) await report(delivery, "succeeded", { status: 200 });
    expect(await due(endpointId)).toHaveLength(3);
  });

  test("rotation overlaps; redelivery and replay keep the webhook-id", async () => {
    const { person, endpointId, secret } = await endpointOf();
    const id = endpointId as never;
    const { secret: fresh } = await person.action(api.webhooks.rotateSecret, { endpointId: id });
    const since = Date.now() - 60_000;
    const { deliveryId } = await person.mutation(api.webhooks.sendTest, { endpointId: id });
    const [delivery] = await due(endpointId);
    if (delivery === undefined) throw new Error("Nothing was due.");
    expect(delivery.secrets).toEqual([fresh, secret]);
    await report(delivery, "failed", { error: "timeout" });
    await person.mutation(api.webhooks.redeliver, { deliveryId });
    const [again] = await due(endpointId);
    expect(again?.webhookId).toBe(delivery.webhookId);
    await generated(backend, [30]);
    const replayed = await person.mutation(api.webhooks.replaySince, { endpointId: id, since });
    expect(replayed).toEqual({ queued: 4, nextSince: null });
  });

  test.each([
    "http://example.com/x",
    "https://localhost/x",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://user:pass@example.com/",
    "https://example.com/#x",
    "ftp://example.com/",
    "nonsense",
    "https://db.internal/",
  ])("the address %s is refused", async (url) => {
    const person = await signUp(backend);
    expect(
      (await refusal(person.action(api.webhooks.createEndpoint, { url, events: ["*"] }))).code,
    ).toBe("webhook.bad_url");
  });

  test("unknown events and headers of our own are refused", async () => {
    const person = await signUp(backend);
    const url = "https://example.com/hook";
    for (const events of [["scene.exploded"], [], ["scene"], ["nothing.*"]]) {
      expect(
        (await refusal(person.action(api.webhooks.createEndpoint, { url, events }))).code,
      ).toBe("webhook.bad_filter");
    }
    for (const headers of [
      { Host: "x" },
      { "webhook-id": "x" },
      { "a b": "x" },
      { ok: "line\nbreak" },
    ]) {
      const bad = person.action(api.webhooks.createEndpoint, { url, events: ["*"], headers });
      expect((await refusal(bad)).code).toBe("request.invalid");
    }
  });

  test("[convex:webhooks:replayed-claim] a captured claim, sent again, gets no delivery and no secret", async () => {
    const { person, endpointId } = await endpointOf();
    await person.mutation(api.webhooks.sendTest, { endpointId: endpointId as never });
    const route = "/server/webhooks.claimDue";
    const request = await signedRequest(route, { limit: 10, leaseMs: 30_000 });
    expect((await send(backend, route, request)).body).not.toMatchObject({ deliveries: [] });
    expect(await send(backend, route, request)).toMatchObject({
      replayed: true,
      body: { deliveries: [], nextDueAt: null },
    });
  });
});
