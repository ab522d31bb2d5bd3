/** A person whose session has been through everything that webhooks tell of. */
import { api } from "../_generated/api";
import type { Backend, Caller } from "./backend.harness";
import { openSession, planned } from "./story.harness";
import { call } from "./worker.harness";

export async function everyEvent(backend: Backend): Promise<Caller> {
  const { person, worker, scenes, sessionId } = await planned(backend, ["Good", "Bad"]);
  const [good, bad] = scenes;
  await worker.render(good, 30);
  if (bad !== undefined) await worker.fail(bad);
  await exportTwice(backend, { person, sessionId });
  // Of two quick edits the first is superseded; the second is cancelled.
  const { sceneId } = good;
  await person.mutation(api.jobs.triggerEdit, { sceneId, prompt: "Make it blue." });
  const { jobId } = await person.mutation(api.jobs.triggerEdit, {
    sceneId,
    prompt: "Make it red.",
  });
  await person.mutation(api.jobs.cancel, { jobId });
  await failSession(backend);
  const wish = { url: "https://example.com/hook", events: ["*"] };
  const { endpointId } = await person.action(api.webhooks.createEndpoint, wish);
  await person.mutation(api.webhooks.sendTest, { endpointId });
  return person;
}

async function failSession(backend: Backend): Promise<void> {
  const { person, worker, projectId, sessionId } = await openSession(backend);
  const wish = { projectId, sessionId, sceneCount: 1, prompt: "Explain circles" };
  const { jobId } = await person.mutation(api.jobs.triggerGenerate, wish);
  await worker.claim(jobId);
  const [scene] = await worker.plan(jobId, sessionId, ["Only"]);
  if (scene !== undefined) await worker.fail(scene);
}

async function exportTwice(
  backend: Backend,
  { person, sessionId }: { person: Caller; sessionId: string },
): Promise<void> {
  const wish = { sessionId: sessionId as never, format: "mp4", quality: "720p", fps: 30 } as const;
  const size = { durationInFrames: 30, fps: 30, width: 1280, height: 720 };
  const result = { key: "k", url: "http://chunks.test/k", bytes: 5, checksum: "c", ...size };
  const error = {
    code: "storage.full",
    error: "Full.",
    details: {},
    retryable: false,
    owner: "us",
  };
  for (const end of [
    { status: "ready", result },
    { status: "error", error },
  ]) {
    const { jobId, exportId } = await person.mutation(api.jobs.triggerExport, wish);
    const of = { jobId, attempt: 1 };
    await call(backend, "/callbacks/claim", { ...of, claimId: `claim-${jobId}` });
    await call(backend, "/callbacks/export-updated", { ...of, exportId, seq: 1, ...end });
  }
}
