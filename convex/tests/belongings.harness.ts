/** A person who owns a row in every table: what ownership and removal must cover. */
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { Backend, Caller } from "./backend.harness";
import { generated } from "./story.harness";
import { Worker, call } from "./worker.harness";

export type Belongings = {
  person: Caller;
  externalId: string;
  email: string;
  userId: Id<"users">;
  /** One row in every table that a public function may name. */
  ids: Record<string, string>;
};

export async function belongings(backend: Backend, subject: string): Promise<Belongings> {
  const externalId = backend.unique(subject);
  const email = `${externalId}@example.com`;
  await waysIn(backend, externalId, email);
  const story = await generated(backend, [30, 30], subject);
  const { person, projectId, sessionId, scenes } = story;
  const outside = await tools(backend, person, sessionId);
  const { sceneId } = scenes[0];
  const templateId = await template(backend, person, sceneId);
  await person.mutation(api.scenes.setTitle, { sceneId, title: "Mine" });
  await person.mutation(api.documents.save, { sceneId, document: { schema: 1 } });
  const wish = { sessionId, format: "mp4", quality: "720p", fps: 30 } as const;
  const { exportId, jobId } = await person.mutation(api.jobs.triggerExport, {
    ...wish,
    clientRequestId: "once",
  });
  const { _id: userId } = await person.query(api.users.me, {});
  return {
    person,
    externalId,
    email,
    userId,
    ids: {
      ...{ projects: projectId, videoSessions: sessionId, scenes: sceneId },
      ...{ jobs: jobId, exports: exportId, templates: templateId, ...outside },
    },
  };
}

async function waysIn(backend: Backend, externalId: string, email: string): Promise<void> {
  const ask = async (name: string, body: object): Promise<unknown> =>
    call(backend, `/server/identity.${name}`, { externalId, ...body });
  const provider = { provider: "github", subject: externalId };
  await ask("create", { email, name: externalId, passwordHash: "hash", ...provider });
  const expiresAt = Date.now() + 86_400_000;
  await ask("saveRefresh", { family: `f-${externalId}`, tokenHash: `r-${externalId}`, expiresAt });
  await ask("saveReset", { tokenHash: `p-${externalId}`, purpose: "password", expiresAt });
}

async function tools(
  backend: Backend,
  person: Caller,
  sessionId: Id<"videoSessions">,
): Promise<Record<string, string>> {
  const { apiKeyId } = await person.action(api.apiKeys.create, { name: "key", scopes: ["read"] });
  const modelKey = { key: "sk-of-mine-1234", model: "m", baseUrl: "https://api.example.com/v1" };
  await person.action(api.modelKeys.save, modelKey);
  const { shareLinkId } = await person.action(api.shareLinks.create, { sessionId });
  const { endpointId } = await person.action(api.webhooks.createEndpoint, {
    url: "https://example.com/hook",
    events: ["*"],
  });
  const { deliveryId } = await person.mutation(api.webhooks.sendTest, { endpointId });
  const { hookId } = await person.action(api.inboundHooks.create, {
    name: "hook",
    action: "generate",
    prompt: "Explain {{title}}",
  });
  await attempt(backend, deliveryId);
  return {
    ...{ apiKeys: apiKeyId, shareLinks: shareLinkId, webhookEndpoints: endpointId },
    ...{ webhookDeliveries: deliveryId, inboundHooks: hookId },
  };
}

/** One try of the delivery that failed and will be made again. */
async function attempt(backend: Backend, deliveryId: string): Promise<void> {
  const { body } = await call(backend, "/server/webhooks.claimDue", {
    limit: 100,
    leaseMs: 30_000,
  });
  for (const due of body["deliveries"] as { deliveryId: string; claim: string }[]) {
    await call(backend, "/server/webhooks.recordAttempt", {
      ...{ deliveryId: due.deliveryId, claim: due.claim, latencyMs: 1, error: "timeout" },
      ...{ outcome: "retry", nextAttemptAt: Date.now() + 3_600_000 },
    });
    if (due.deliveryId === deliveryId) return;
  }
}

async function template(backend: Backend, person: Caller, sceneId: Id<"scenes">): Promise<string> {
  const document = { schema: 1 };
  const { jobId, version } = await person.mutation(api.jobs.triggerRender, { sceneId, document });
  await new Worker(backend).render({ jobId, sceneId, version }, 30);
  return await person.mutation(api.templates.saveFromScene, { sceneId, title: "Mine" });
}

/** Runs the steps of an account's removal to the end, as the scheduler would one after another. */
export async function removeAccount(
  backend: Backend,
  userId: Id<"users">,
  rows: { projects: readonly string[]; sessions: readonly string[]; now: number },
): Promise<void> {
  const { now } = rows;
  const step = async (): Promise<unknown> =>
    backend.operator.mutation(internal.sweeps.account, { userId, now });
  await step();
  for (const sessionId of rows.sessions as Id<"videoSessions">[])
    for (let bites = 0; bites < 14; bites += 1)
      await backend.operator.mutation(internal.sweeps.session, { sessionId });
  for (const projectId of rows.projects as Id<"projects">[])
    await backend.operator.mutation(internal.sweeps.project, { projectId });
  for (let steps = 0; steps < 20; steps += 1) await step();
}
