"use client";
import { Plus, RotateCcw } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { EmptyState, Notice, Skeleton } from "@/ui/feedback.tsx";
import { useEditor, useSelectedScene, useTools } from "../state/editor-context.tsx";
import { RemovedScenes } from "./removed-scenes.tsx";
import { type RowDrag, SceneRow } from "./scene-row.tsx";

const t = text.editor;

export function SceneList() {
  const { scenes, session, store } = useEditor();
  const selected = useSelectedScene();
  const [dragging, drag] = useDragging(scenes);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4">
        <h2 className="text-[0.8125rem] font-semibold">{t.scenes}</h2>
        <span className="tabular text-xs text-faint">{scenes.length}</span>
        <span className="flex-1" />
        <Button
          size="sm"
          tone="ghost"
          icon={<Plus aria-hidden className="size-3.5" />}
          onClick={() => store.setState({ dialog: { kind: "add", index: scenes.length } })}
        >
          {t.addScene}
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        <SessionNotice />
        <ol className="flex flex-col gap-1">
          {scenes.map((scene, index) => (
            <SceneRow
              key={scene._id}
              scene={scene}
              index={index}
              last={index === scenes.length - 1}
              selected={scene._id === selected?._id}
              fps={session.targetFps}
              dragged={
                scene._id === dragging?.id ? "itself" : scene._id === dragging?.over ? "over" : null
              }
              drag={drag}
            />
          ))}
        </ol>
        <RemovedScenes />
      </div>
    </div>
  );
}

type Dragging = { id: string; over: string } | null;

/** Which row is dragged over which; the handlers stay the same, so that rows at rest stay drawn. */
function useDragging(scenes: readonly Scene[]): [Dragging, RowDrag] {
  const { actions } = useTools();
  const [dragging, setDragging] = useState<Dragging>(null);
  const latest = useRef({ scenes, dragging });
  useEffect(() => {
    latest.current = { scenes, dragging };
  });
  const drag = useMemo<RowDrag>(
    () => ({
      start: (id) => setDragging({ id, over: id }),
      over: (id) => setDragging((now) => (now && now.over !== id ? { ...now, over: id } : now)),
      drop(id) {
        const now = latest.current;
        const moved = now.scenes.find(({ _id }) => _id === now.dragging?.id);
        const to = now.scenes.findIndex(({ _id }) => _id === id);
        if (moved && moved._id !== id && to >= 0) void actions.move(moved._id, to);
        setDragging(null);
      },
      end: () => setDragging(null),
    }),
    [actions],
  );
  return [dragging, drag];
}

function SessionNotice() {
  const { session, scenes, actions } = useEditor();
  const failed = scenes.filter(isFailed).length;
  if (session.status === "error" && scenes.length === 0) return <SessionFailed />;
  if (scenes.length === 0 && session.status !== "idle" && session.status !== "ready") {
    return <Planning />;
  }
  if (scenes.length === 0) return <NoScenes />;
  if (failed < 1) return null;
  return (
    <Button
      size="sm"
      tone="danger"
      className="mb-2 w-full"
      icon={<RotateCcw aria-hidden className="size-3.5" />}
      onClick={() => void actions.retryFailed()}
    >
      {t.retryAllFailed(failed)}
    </Button>
  );
}

function isFailed(scene: Scene): boolean {
  return scene.error !== undefined && scene.pending === undefined;
}

function SessionFailed() {
  const { session, actions } = useEditor();
  const { jobId } = session;
  return (
    <Notice
      tone="bad"
      title={t.sessionFailed}
      action={
        jobId ? (
          <Button size="sm" onClick={() => void actions.retry(jobId)}>
            {text.common.retry}
          </Button>
        ) : null
      }
    >
      {session.error?.error ?? session.errorMessage ?? ""}
    </Notice>
  );
}

function Planning() {
  return (
    <div role="status" className="flex flex-col gap-2">
      <p className="px-2 py-1 text-xs text-muted">{t.planning}</p>
      {["a", "b", "c"].map((key) => (
        <Skeleton key={key} className="h-16 w-full" />
      ))}
    </div>
  );
}

function NoScenes() {
  const { session, actions } = useEditor();
  const { prompt } = session;
  return (
    <EmptyState
      title={t.noScenesTitle}
      body={t.noScenesBody}
      action={
        prompt ? (
          <Button
            tone="primary"
            onClick={() => void actions.generate(session.projectId, prompt, 4)}
          >
            {t.generateAgain}
          </Button>
        ) : null
      }
    />
  );
}
