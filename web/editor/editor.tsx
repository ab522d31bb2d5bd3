"use client";
/**
 * The editor of one session: asks Convex for what it shows, lays out the panes, and hands keys to
 * commands. Each pane lives in its own folder; what they share is in `state/`.
 */
import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { usePageTitle } from "@/browser/use-page-title.ts";
import { useWide } from "@/browser/use-wide.ts";
import { type PlacedClip, placeClips } from "@/remotion/clip.ts";
import { text } from "@/text/editing.ts";
import { Spinner } from "@/ui/feedback.tsx";
import { classes } from "@/ui/classes.ts";
import type { CommandContext } from "./commands/command.ts";
import { useCommandKeys } from "./commands/use-command-keys.ts";
import { EditorDialogs } from "./dialogs/editor-dialogs.tsx";
import { Inspector } from "./inspector/inspector.tsx";
import { createPlayback } from "./player/playback.ts";
import { PlayerPanel } from "./player/player-panel.tsx";
import { useFullScreen } from "./player/use-full-screen.ts";
import { SceneList } from "./scenes/scene-list.tsx";
import { toClips } from "./state/clips.ts";
import { createEditorStore, type Pane } from "./state/editor-store.ts";
import {
  type Editing,
  EditorProvider,
  useEditor,
  useEditorState,
  useSelectedScene,
  useTools,
} from "./state/editor-context.tsx";
import { steady, steadyRows } from "./state/steady.ts";
import { useActions } from "./state/use-actions.ts";
import { useSteady } from "./state/use-steady.ts";
import { Timeline } from "./timeline/timeline.tsx";
import { TopBar } from "./top-bar.tsx";
import { SessionWish } from "./wishes/session-wish.tsx";

export function Editor({ sessionId }: { sessionId: Id<"videoSessions"> }) {
  const session = useSteady(useQuery(api.videoSessions.get, { sessionId }), steady);
  const scenes = useSteady(useQuery(api.scenes.listBySession, { sessionId }), steadyRows);
  const actions = useActions(sessionId);
  const [store] = useState(createEditorStore);
  const [playback] = useState(createPlayback);
  const value = useMemo<Editing | null>(
    () => (session && scenes ? { session, scenes, actions, store, playback } : null),
    [session, scenes, actions, store, playback],
  );
  if (!value) {
    return (
      <main id="main" className="grid h-dvh place-items-center">
        <Spinner label={text.editor.loading} />
      </main>
    );
  }
  return (
    <EditorProvider value={value}>
      <Panes />
    </EditorProvider>
  );
}

type Shown = { clips: readonly PlacedClip[]; isLoaded: (url: string) => boolean };

function Panes() {
  const editing = useEditor();
  const selected = useSelectedScene();
  const pane = useEditorState((state) => state.pane);
  const wide = useWide();
  const [shown, setShown] = useShown(editing);
  const frame = useRef<HTMLDivElement>(null);
  const fit = useRef(40);
  usePageTitle(editing.session.title || text.editor.untitled);
  const [fullScreen, toggleFullScreen] = useFullScreen(frame);
  const steps = useQuery(api.operations.availability, { sessionId: editing.session._id });
  const context = useLatest(
    (): CommandContext => ({
      ...editing,
      selected,
      clips: shown.clips,
      undo: steps?.undo !== undefined,
      redo: steps?.redo !== undefined,
      view: {
        focusWish: (scope) => focusWish(scope, editing),
        toggleFullScreen,
        fitZoom: () => fit.current,
      },
    }),
  );
  useCommandKeys(context);
  const onFit = useCallback((zoom: number) => {
    fit.current = zoom;
  }, []);
  return (
    <main id="main" className="flex h-dvh flex-col overflow-hidden">
      <h1 className="sr-only">{editing.session.title}</h1>
      <TopBar undo={steps?.undo} redo={steps?.redo} />
      <div
        className={classes(
          "flex min-h-0 flex-col lg:grid lg:flex-1 lg:grid-cols-[17.5rem_minmax(0,1fr)_21rem]",
          pane !== "timeline" && "max-lg:flex-1",
        )}
      >
        <Side pane="scenes" label={text.editor.scenes}>
          <SceneList />
        </Side>
        <div className="order-1 flex min-h-0 min-w-0 flex-col max-lg:h-[44dvh] max-lg:shrink-0 lg:order-none">
          <PlayerPanel {...{ frame, fullScreen, context, shown }} onShown={setShown} />
          {wide ? <SessionWish /> : null}
        </div>
        <PaneSwitch />
        <Side pane="edit" label={text.inspector.label}>
          <Inspector />
        </Side>
      </div>
      <div
        className={classes(
          "max-lg:flex-1 max-lg:bg-surface",
          pane === "timeline" ? "max-lg:flex max-lg:flex-col" : "max-lg:hidden",
        )}
      >
        <Timeline clips={shown.clips} context={context} onFit={onFit} />
        {wide ? null : <SessionWish />}
      </div>
      <EditorDialogs />
    </main>
  );
}

/** A function that stays the same and answers with what is true when it is called. */
function useLatest<Answer>(ask: () => Answer): () => Answer {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  return useCallback(() => latest.current(), []);
}

/** What the player shows; until its engine has come, what it is going to show. */
function useShown({ scenes, session }: Editing): [Shown, (shown: Shown) => void] {
  const [shown, setShown] = useState<Shown | null>(null);
  const first = useMemo(
    () => ({ clips: placeClips(toClips(scenes), session.targetFps), isLoaded: () => false }),
    [scenes, session.targetFps],
  );
  return [shown ?? first, setShown];
}

function Side(props: { pane: Pane; label: string; children: ReactNode }) {
  const shown = useEditorState((state) => state.pane) === props.pane;
  return (
    <aside
      aria-label={props.label}
      className={classes(
        "order-3 min-h-0 flex-1 flex-col border-line bg-surface lg:order-none lg:flex",
        props.pane === "scenes" ? "lg:border-r" : "lg:border-l",
        shown ? "flex" : "hidden",
      )}
    >
      {props.children}
    </aside>
  );
}

const panes: Pane[] = ["scenes", "edit", "timeline"];

/** On a narrow screen one pane shows at a time. */
function PaneSwitch() {
  const { store } = useTools();
  const pane = useEditorState((state) => state.pane);
  return (
    <div
      role="tablist"
      aria-label={text.editor.panes.scenes}
      className="order-2 flex shrink-0 border-y border-line bg-surface lg:hidden"
    >
      {panes.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          aria-selected={pane === each}
          onClick={() => store.setState({ pane: each })}
          className={classes(
            "h-10 flex-1 border-b-2 text-xs font-medium",
            pane === each ? "border-accent text-ink" : "border-transparent text-muted",
          )}
        >
          {text.editor.panes[each]}
        </button>
      ))}
    </div>
  );
}

function focusWish(scope: "scene" | "session", { store }: Editing): void {
  if (scope === "scene") store.setState({ tab: "edit", pane: "edit" });
  else store.setState({ pane: "timeline" });
  // The box appears with the pane, so it can be focused once that has been drawn.
  queueMicrotask(() => {
    for (const box of document.querySelectorAll<HTMLElement>(`[data-wish=${scope}]`)) {
      if (box.offsetParent !== null) box.focus();
    }
  });
}
