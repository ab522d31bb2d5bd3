"use client";
import { api } from "@convex/_generated/api";
import { usePaginatedQuery } from "convex/react";
import { ChevronRight, Undo2 } from "lucide-react";
import { useState } from "react";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { Poster } from "@/ui/poster.tsx";
import { sceneTitle } from "../state/clips.ts";
import { useEditor } from "../state/editor-context.tsx";

export function RemovedScenes() {
  const [open, setOpen] = useState(false);
  return (
    <div className="mt-4 border-t border-line pt-2">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-1.5 rounded-md px-2 py-1 text-xs text-muted hover:text-ink"
      >
        <ChevronRight
          aria-hidden
          className={classes("size-3.5 transition-transform", open && "rotate-90")}
        />
        {text.editor.removed}
      </button>
      {open ? <RemovedList /> : null}
    </div>
  );
}

function RemovedList() {
  const { session, actions } = useEditor();
  const removed = usePaginatedQuery(
    api.scenes.listRemoved,
    { sessionId: session._id },
    { initialNumItems: 10 },
  );
  if (removed.status !== "LoadingFirstPage" && removed.results.length === 0) {
    return <p className="px-2 py-2 text-xs text-faint">{text.editor.removedEmpty}</p>;
  }
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {removed.results.map((scene) => (
        <li key={scene._id} className="flex items-center gap-2.5 rounded-card p-1.5">
          <Poster url={scene.posterUrl} className="h-9 w-16 opacity-60" />
          <span className="min-w-0 flex-1 truncate text-xs text-muted">{sceneTitle(scene)}</span>
          <Button
            size="sm"
            tone="ghost"
            icon={<Undo2 aria-hidden className="size-3.5" />}
            onClick={() => void actions.restore(scene._id, sceneTitle(scene))}
          >
            {text.common.restore}
          </Button>
        </li>
      ))}
      {removed.status === "CanLoadMore" ? (
        <li>
          <Button size="sm" tone="ghost" onClick={() => removed.loadMore(20)}>
            {text.inspector.loadMore}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
