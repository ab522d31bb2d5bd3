import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { Backend, Caller } from "./tests/backend.harness";
import { onEmbedded, startBackend } from "./tests/backend.harness";
import { send, signedRequest } from "./tests/worker.harness";

const hourMs = 3_600_000;
type Due = { deliveryId: string; endpointId: string; claim: string };
type Answer = Record<string, unknown>;

/**
 * Days pass here in no time. The embedded runtime has a clock of its own, in another process, so it runs this
 * suite on the double only; the functions are the same.
 */
describe.runIf(!onEmbedded)("an endpoint that only fails", () => {
  let backend: Backend;
  let person: Caller;
  let endpointId: Id<"webhookEndpoints">;

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-03-01T00:00:00Z") });
    backend = await startBackend();
    person = backend.as("ann");
    await person.mutation(api.users.ensure, { name: "Ann", email: "ann@example.com" });
    const wish = { url: "https://example.com/hook", events: ["*"] };
    ({ endpointId } = await person.action(api.webhooks.createEndpoint, wish));
  });
  afterEach(async () => {
    vi.useRealTimers();
    await backend.close();
  });

  const pass = (hours: number): unknown => vi.setSystemTime(Date.now() + hours * hourMs);
  const endpoint = async (): Promise<Answer> =>
    await person.query(api.webhooks.endpoint, { endpointId });

  /** Each call a millisecond later, so that none is taken for a replay of another. */
  async function ask(route: string, body: Answer): Promise<{ body: Answer }> {
    pass(1 / hourMs);
    return await send(backend, route, await signedRequest(route, body));
  }

  async function attempt(outcome: string): Promise<Answer> {
    await person.mutation(api.webhooks.sendTest, { endpointId });
    const claimed = await ask("/server/webhooks.claimDue", { limit: 1, leaseMs: 30_000 });
    const [due] = (claimed.body as { deliveries: Due[] }).deliveries;
    if (due === undefined) throw new Error("Nothing was due.");
    const { deliveryId, claim } = due;
    const report = { deliveryId, claim, outcome, latencyMs: 1 };
    return (await ask("/server/webhooks.recordAttempt", report)).body;
  }

  test("[webhooks:endpoint:auto-disable] is switched off after five days, not before, and its owner is told once", async () => {
    for (let hours = 0; hours < 120; hours += 10) {
      expect(await attempt("failed")).toMatchObject({ endpointDisabled: false, notice: null });
      pass(10);
    }
    expect(await endpoint()).toMatchObject({ status: "active" });
    expect(await attempt("failed")).toMatchObject({
      endpointDisabled: true,
      notice: { email: "ann@example.com", url: "https://example.com/hook", reason: "failing" },
    });
    expect(await endpoint()).toMatchObject({ status: "disabled", disabledReason: "failing" });
  });

  test("one success starts the count afresh", async () => {
    await attempt("failed");
    pass(119);
    await attempt("succeeded");
    await attempt("failed");
    pass(119);
    expect(await attempt("failed")).toMatchObject({ endpointDisabled: false });
  });

  test("switching it on again starts the count afresh, and what it missed can be replayed", async () => {
    await attempt("failed");
    pass(121);
    await attempt("failed");
    await person.mutation(api.webhooks.updateEndpoint, { endpointId, status: "active" });
    expect(await attempt("failed")).toMatchObject({ endpointDisabled: false });
    const since = Date.now() - 200 * hourMs;
    const replayed = await person.mutation(api.webhooks.replaySince, {
      endpointId,
      since,
      onlyFailed: true,
    });
    expect(replayed.queued).toBe(3);
  });

  test("an owner who wants no letters gets none", async () => {
    await person.mutation(api.users.updateSettings, { settings: { notifyByEmail: false } });
    expect(await attempt("gone")).toMatchObject({ endpointDisabled: true, notice: null });
  });
});
