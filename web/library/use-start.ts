"use client";
/** Starting a video: from a sentence, or from templates. Either way the session is opened at once. */
import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, usePaginatedQuery } from "convex/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toId } from "@/live/ids.ts";
import { newRequestId } from "@/live/request-id.ts";
import { text } from "@/text/en.ts";
import { documentFor, type Template } from "./templates.ts";
import { told } from "./use-library-actions.ts";

export type Choices = { scenes: string; size: string; fps: string; style: string; project: string };

export function useStart() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const projects = usePaginatedQuery(api.projects.list, {}, { initialNumItems: 1 });
  const createProject = useMutation(api.projects.create);
  const createSession = useMutation(api.videoSessions.create);
  const generate = useMutation(api.jobs.triggerGenerate);
  const insert = useMutation(api.scenes.insert);

  async function projectFor(chosen: string): Promise<Id<"projects">> {
    if (chosen) return toId<"projects">(chosen);
    const known = projects.results[0]?._id;
    return known ?? createProject({ title: text.library.defaultProject });
  }

  async function open(title: string, choices: Choices, prompt?: string) {
    const projectId = await projectFor(choices.project);
    const sessionId = await createSession({
      projectId,
      title,
      ...(prompt === undefined ? {} : { prompt }),
      settings: {
        targetFps: Number(choices.fps),
        ...sizeOf(choices),
        ...(choices.style ? { style: choices.style } : {}),
      },
      clientRequestId: newRequestId(),
    });
    return { projectId, sessionId };
  }

  async function make(prompt: string, choices: Choices): Promise<void> {
    const { projectId, sessionId } = await open(titleOf(prompt), choices, prompt);
    await generate({
      projectId,
      sessionId,
      sceneCount: Number(choices.scenes),
      prompt,
      clientRequestId: newRequestId(),
    });
    router.push(`/sessions/${sessionId}`);
  }

  async function makeFrom(templates: readonly Template[], choices: Choices): Promise<void> {
    const [first, ...more] = templates;
    if (!first) return;
    const title = text.templates.sessionTitle(first.title, more.length);
    const { sessionId } = await open(title, choices);
    for (const template of templates) {
      const document = documentFor(template, { ...sizeOf(choices), style: choices.style });
      const clientRequestId = newRequestId();
      await insert({ sessionId, title: template.title, document, clientRequestId });
    }
    router.push(`/sessions/${sessionId}`);
  }

  return {
    busy,
    async fromTemplates(templates: readonly Template[], choices: Choices): Promise<void> {
      setBusy(true);
      if (!(await told(makeFrom(templates, choices)))) setBusy(false);
    },
    async run(prompt: string, choices: Choices): Promise<boolean> {
      setBusy(true);
      const made = await told(make(prompt, choices));
      if (!made) setBusy(false);
      return made;
    },
  };
}

function sizeOf(choices: Choices): { width: number; height: number } {
  const [width, height] = choices.size.split("x").map(Number);
  return { width: width ?? 1280, height: height ?? 720 };
}

/** The first words of the prompt, until the plan brings a better title. */
function titleOf(prompt: string): string {
  const words =
    prompt
      .replace(/\s+/g, " ")
      .split(/[.:;!?\n]/)[0]
      ?.trim() ?? "";
  if (words.length <= 60) return words || text.editor.untitled;
  return `${words.slice(0, 60).replace(/\s\S*$/, "")}…`;
}
