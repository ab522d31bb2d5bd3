"use client";
import { api } from "@convex/_generated/api";
import { useMutation } from "convex/react";
import { useMemo } from "react";
import { toRefusal } from "@/live/errors.ts";
import { newRequestId } from "@/live/request-id.ts";
import type { Project, Session } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { toast } from "@/ui/toast.tsx";

const t = text.library;

export async function told(change: Promise<unknown>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (error) {
    toast.error(text.editor.rolledBack, { description: toRefusal(error).message });
    return false;
  }
}

export function useVideoActions() {
  const update = useMutation(api.videoSessions.update);
  const duplicate = useMutation(api.videoSessions.duplicate);
  const remove = useMutation(api.videoSessions.remove);
  const restore = useMutation(api.videoSessions.restore);
  return useMemo(() => {
    const bringBack = async (video: Session): Promise<void> => {
      if (await told(restore({ sessionId: video._id }))) toast.success(t.restored(video.title));
    };
    return {
      rename: (video: Session, title: string) => told(update({ sessionId: video._id, title })),
      async duplicate(video: Session) {
        const made = duplicate({ sessionId: video._id, clientRequestId: newRequestId() });
        if (await told(made)) toast.success(t.duplicated);
      },
      async remove(video: Session) {
        if (!(await told(remove({ sessionId: video._id })))) return;
        toast(t.removed(video.title), {
          action: { label: text.common.undo, onClick: () => void bringBack(video) },
        });
      },
      restore: bringBack,
    };
  }, [update, duplicate, remove, restore]);
}

export function useProjectActions() {
  const create = useMutation(api.projects.create);
  const update = useMutation(api.projects.update);
  const duplicate = useMutation(api.projects.duplicate);
  const remove = useMutation(api.projects.remove);
  const restore = useMutation(api.projects.restore);
  return useMemo(() => {
    const bringBack = async (project: Project): Promise<void> => {
      if (await told(restore({ projectId: project._id }))) toast.success(t.restored(project.title));
    };
    return {
      create: (title: string) => told(create({ title, clientRequestId: newRequestId() })),
      rename: (project: Project, title: string) => told(update({ projectId: project._id, title })),
      async duplicate(project: Project) {
        const made = duplicate({ projectId: project._id, clientRequestId: newRequestId() });
        if (await told(made)) toast.success(t.duplicated);
      },
      async remove(project: Project) {
        if (!(await told(remove({ projectId: project._id })))) return;
        toast(t.removed(project.title), {
          action: { label: text.common.undo, onClick: () => void bringBack(project) },
        });
      },
      restore: bringBack,
    };
  }, [create, update, duplicate, remove, restore]);
}
