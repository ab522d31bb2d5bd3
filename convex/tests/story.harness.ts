/** The usual opening: a signed-in person with a session of scenes that play. */
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { Backend, Caller } from "./backend.harness";
import type { SceneJob } from "./worker.harness";
import { Worker } from "./worker.harness";

export async function signUp(backend: Backend, subject = "ann"): Promise<Caller> {
  const person = backend.as(subject);
  await person.mutation(api.users.ensure, { name: subject });
  return person;
}

export type Story = {
  person: Caller;
  worker: Worker;
  projectId: Id<"projects">;
  sessionId: Id<"videoSessions">;
};

export async function openSession(backend: Backend, subject = "ann"): Promise<Story> {
  const person = await signUp(backend, subject);
  const projectId = await person.mutation(api.projects.create, { title: "Maths" });
  const sessionId = await person.mutation(api.videoSessions.create, {
    projectId,
    title: "Circles",
  });
  return { person, worker: new Worker(backend), projectId, sessionId };
}

export type PlannedScene = SceneJob & { sceneId: Id<"scenes">; jobId: Id<"jobs"> };
/** A story has at least one scene. */
export type Generated = Story & { scenes: [PlannedScene, ...PlannedScene[]] };

/** A session whose plan has come and whose scenes wait for their workers. */
export async function planned(
  backend: Backend,
  titles: string[],
  subject = "ann",
): Promise<Generated> {
  const story = await openSession(backend, subject);
  const { person, worker, projectId, sessionId } = story;
  const { jobId } = await person.mutation(api.jobs.triggerGenerate, {
    projectId,
    sessionId,
    sceneCount: titles.length,
    prompt: "Explain circles",
  });
  await worker.claim(jobId);
  const scenes = (await worker.plan(jobId, sessionId, titles)) as Generated["scenes"];
  return { ...story, scenes };
}

/** A ready session with one scene for each length in frames. */
export async function generated(
  backend: Backend,
  frames: number[],
  subject = "ann",
): Promise<Generated> {
  const story = await planned(
    backend,
    frames.map((_, index) => `Part ${index + 1}`),
    subject,
  );
  for (const [index, scene] of story.scenes.entries())
    await story.worker.render(scene, frames[index] ?? 1);
  return story;
}
