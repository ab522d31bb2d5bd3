"use client";
/**
 * Everything a person can do to a session. Each change shows at once, is sent once, and is taken
 * back visibly when the server refuses: the list returns to what it was and a message says why.
 */
import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useAction, useMutation } from "convex/react";
import type { OptimisticLocalStore } from "convex/browser";
import { useMemo } from "react";
import { toRefusal } from "@/live/errors.ts";
import { newRequestId } from "@/live/request-id.ts";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { toast } from "@/ui/toast.tsx";
import type { ExportWish } from "../dialogs/export-choice.ts";
import { sceneTitle } from "./clips.ts";
import { withOrder, withoutScene, withPendingEdit, withTitle } from "./optimistic.ts";

export type SceneId = Id<"scenes">;

/** Resolves to whether the change was made; a refusal has been shown by then. */
async function told(change: Promise<unknown>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (error) {
    toast.error(text.editor.rolledBack, { description: toRefusal(error).message });
    return false;
  }
}

function changeList(
  store: OptimisticLocalStore,
  sessionId: Id<"videoSessions">,
  change: (scenes: Scene[]) => Scene[],
): void {
  const scenes = store.getQuery(api.scenes.listBySession, { sessionId });
  if (scenes) store.setQuery(api.scenes.listBySession, { sessionId }, change(scenes));
}

export type Actions = ReturnType<typeof useActions>;

export function useActions(sessionId: Id<"videoSessions">) {
  const wishes = useWishActions(sessionId);
  const order = useOrderActions(sessionId);
  const versions = useVersionActions(sessionId);
  const history = useHistoryActions(sessionId);
  const session = useSessionActions(sessionId);
  return useMemo(
    () => ({ ...wishes, ...order, ...versions, ...history, ...session }),
    [wishes, order, versions, history, session],
  );
}

function useWishActions(sessionId: Id<"videoSessions">) {
  const triggerEdit = useMutation(api.jobs.triggerEdit);
  const triggerRender = useMutation(api.jobs.triggerRender);
  const read = useAction(api.wishes.read);
  const find = useAction(api.wishes.find);
  const shapes = useAction(api.wishes.shapes);
  return useMemo(() => {
    const edit = triggerEdit.withOptimisticUpdate((store, { sceneId, prompt }) =>
      changeList(store, sessionId, (scenes) =>
        withPendingEdit(scenes, sceneId, { instruction: prompt, at: Date.now() }),
      ),
    );
    const render = triggerRender.withOptimisticUpdate((store, { sceneId, instruction }) =>
      changeList(store, sessionId, (scenes) =>
        withPendingEdit(scenes, sceneId, {
          at: Date.now(),
          ...(instruction === undefined ? {} : { instruction }),
        }),
      ),
    );
    return {
      edit: (sceneId: SceneId, prompt: string) =>
        told(edit({ sceneId, prompt, clientRequestId: newRequestId() })),
      saveCode: (sceneId: SceneId, code: string) =>
        told(render({ sceneId, code, clientRequestId: newRequestId() })),
      applyReading: (sceneId: SceneId, reading: ReadingToApply) =>
        told(render({ sceneId, ...reading, clientRequestId: newRequestId() })),
      /** Null when nobody can say now; the author reads it then. */
      understand: (sceneId: SceneId, instruction: string) =>
        read({ sceneId, instruction }).catch(() => null),
      otherShapes: (sceneId: SceneId) =>
        shapes({ sceneId }).then(
          (found) => found.shapes,
          () => null,
        ),
      showAs: (sceneId: SceneId, instruction: string, { chips, document }: ShapeToShow) =>
        told(render({ sceneId, instruction, chips, document, clientRequestId: newRequestId() })),
      findScenes: (instruction: string, selectedId: SceneId | undefined) =>
        find({ sessionId, instruction, ...(selectedId ? { selectedId } : {}) }).catch(() => null),
    };
  }, [sessionId, triggerEdit, triggerRender, read, find, shapes]);
}

function useOrderActions(sessionId: Id<"videoSessions">) {
  const reorder = useMutation(api.scenes.reorder);
  const insert = useMutation(api.scenes.insert);
  const duplicate = useMutation(api.scenes.duplicate);
  const split = useMutation(api.scenes.split);
  const remove = useMutation(api.scenes.remove);
  const restore = useMutation(api.scenes.restore);
  return useMemo(() => {
    const move = reorder.withOptimisticUpdate((store, { sceneId, toIndex }) =>
      changeList(store, sessionId, (scenes) => withOrder(scenes, sceneId, toIndex)),
    );
    const take = remove.withOptimisticUpdate((store, { sceneId }) =>
      changeList(store, sessionId, (scenes) => withoutScene(scenes, sceneId)),
    );
    const bringBack = async (sceneId: SceneId, title: string): Promise<void> => {
      if (await told(restore({ sceneId }))) toast.success(text.editor.restoredToast(title));
    };
    return {
      move: (sceneId: SceneId, toIndex: number) => told(move({ sceneId, toIndex })),
      insert: (index: number, prompt: string) =>
        told(insert({ sessionId, index, prompt, clientRequestId: newRequestId() })),
      duplicate: (sceneId: SceneId) =>
        told(duplicate({ sceneId, clientRequestId: newRequestId() })),
      async split(sceneId: SceneId, atFrame: number) {
        if (await told(split({ sceneId, atFrame, clientRequestId: newRequestId() }))) {
          toast(text.editor.splitToast);
        }
      },
      async remove(scene: Scene) {
        const title = sceneTitle(scene);
        if (!(await told(take({ sceneId: scene._id })))) return;
        toast(text.editor.removedToast(title), {
          action: {
            label: text.common.undo,
            onClick: () => void bringBack(scene._id, title),
          },
        });
      },
      restore: bringBack,
    };
  }, [sessionId, reorder, insert, duplicate, split, remove, restore]);
}

function useVersionActions(sessionId: Id<"videoSessions">) {
  const setTitle = useMutation(api.scenes.setTitle);
  const setNarration = useMutation(api.scenes.setNarration);
  const setLocked = useMutation(api.scenes.setLocked);
  const revert = useMutation(api.scenes.revert);
  const dismissError = useMutation(api.scenes.dismissError);
  const saveTemplate = useMutation(api.templates.saveFromScene);
  return useMemo(() => {
    const rename = setTitle.withOptimisticUpdate((store, { sceneId, title }) =>
      changeList(store, sessionId, (scenes) => withTitle(scenes, sceneId, title)),
    );
    return {
      rename: (sceneId: SceneId, title: string) => told(rename({ sceneId, title })),
      narrate: (sceneId: SceneId, narration: string) => told(setNarration({ sceneId, narration })),
      lock: (sceneId: SceneId, locked: boolean) => told(setLocked({ sceneId, locked })),
      async revert(sceneId: SceneId, version: number) {
        if (await told(revert({ sceneId, version }))) {
          toast.success(text.inspector.reverted(version));
        }
      },
      dismiss: (sceneId: SceneId) => told(dismissError({ sceneId })),
      async saveTemplate(scene: Scene) {
        const made = saveTemplate({ sceneId: scene._id, title: sceneTitle(scene) });
        if (await told(made)) toast.success(text.editor.savedTemplate);
      },
    };
  }, [sessionId, setTitle, setNarration, setLocked, revert, dismissError, saveTemplate]);
}

function useHistoryActions(sessionId: Id<"videoSessions">) {
  const undo = useMutation(api.operations.undo);
  const redo = useMutation(api.operations.redo);
  return useMemo(() => {
    const step = async (change: typeof undo, say: (label: string) => string): Promise<void> => {
      try {
        const { label } = await change({ sessionId, clientRequestId: newRequestId() });
        toast(say(label));
      } catch (error) {
        toast.error(text.editor.rolledBack, { description: toRefusal(error).message });
      }
    };
    return {
      undo: () => step(undo, text.editor.undone),
      redo: () => step(redo, text.editor.redone),
    };
  }, [sessionId, undo, redo]);
}

function useSessionActions(sessionId: Id<"videoSessions">) {
  const update = useMutation(api.videoSessions.update);
  const generate = useMutation(api.jobs.triggerGenerate);
  const cancel = useMutation(api.jobs.cancel);
  const retry = useMutation(api.jobs.retry);
  const retryFailed = useMutation(api.jobs.retryFailed);
  const triggerExport = useMutation(api.jobs.triggerExport);
  const removeExport = useMutation(api.exports.remove);
  const createLink = useAction(api.shareLinks.create);
  const revokeLink = useMutation(api.shareLinks.revoke);
  return useMemo(
    () => ({
      renameSession: (title: string) => told(update({ sessionId, title })),
      generate: (projectId: Id<"projects">, prompt: string, sceneCount: number) =>
        told(
          generate({ projectId, sessionId, prompt, sceneCount, clientRequestId: newRequestId() }),
        ),
      cancel: (jobId: Id<"jobs">) => told(cancel({ jobId })),
      retry: (jobId: Id<"jobs">) => told(retry({ jobId, clientRequestId: newRequestId() })),
      retryFailed: () => told(retryFailed({ sessionId, clientRequestId: newRequestId() })),
      startExport: (wish: ExportWish) =>
        told(triggerExport({ sessionId, ...wish, clientRequestId: newRequestId() })),
      removeExport: (exportId: Id<"exports">) => told(removeExport({ exportId })),
      createLink: (expiresInDays: number | null) =>
        told(createLink({ sessionId, ...(expiresInDays === null ? {} : { expiresInDays }) })),
      revokeLink: (shareLinkId: Id<"shareLinks">) => told(revokeLink({ shareLinkId })),
    }),
    [
      sessionId,
      update,
      generate,
      cancel,
      retry,
      retryFailed,
      triggerExport,
      removeExport,
      createLink,
      revokeLink,
    ],
  );
}

export type ShapeToShow = { chips: string[]; document: unknown };
export type ReadingToApply = { instruction: string; chips: string[]; operations: unknown[] };
