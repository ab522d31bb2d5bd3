"use client";
import { LoaderCircle, RotateCcw } from "lucide-react";
import dynamic from "next/dynamic";
import { type RefObject, useCallback, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { after, afterPaints } from "@/browser/time.ts";
import { clipAt, type PlacedClip } from "@/remotion/clip.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { toast } from "@/ui/toast.tsx";
import { commandById } from "../commands/all.ts";
import type { CommandContext } from "../commands/command.ts";
import { sceneTitle, toClips } from "../state/clips.ts";
import { useEditor, useEditorState } from "../state/editor-context.tsx";
import { Caption } from "./caption.tsx";
import { Cover } from "./cover.tsx";
import type { Playback } from "./playback.ts";
import { Screen } from "./screen.tsx";
import { Transport } from "./transport.tsx";

const ScenePlayer = dynamic(async () => (await import("./scene-player.tsx")).ScenePlayer, {
  ssr: false,
});

type Shown = { clips: readonly PlacedClip[]; isLoaded: (url: string) => boolean };

type Props = {
  frame: RefObject<HTMLDivElement | null>;
  fullScreen: boolean;
  context: () => CommandContext;
  onShown: (shown: Shown) => void;
  shown: Shown;
};

export function PlayerPanel({ frame, fullScreen, context, onShown, shown }: Props) {
  const { session, scenes, playback } = useEditor();
  const captions = useEditorState((state) => state.captions);
  const clips = useMemo(() => toClips(scenes), [scenes]);
  const drawn = useDrawn();
  const run = useCallback((id: string) => commandById(id).run(context()), [context]);
  const onCaptions = useCallback(() => run("play.captions"), [run]);
  const onFullScreen = useCallback(() => run("play.full-screen"), [run]);
  const onSceneStep = useCallback(
    (by: 1 | -1) => run(by === 1 ? "play.scene-forward" : "play.scene-back"),
    [run],
  );
  return (
    <section
      ref={frame}
      aria-label={text.player.panel}
      className={classes("flex min-h-0 flex-1 flex-col", fullScreen && "bg-board")}
    >
      <div className="relative grid min-h-0 flex-1 place-items-center bg-sunken p-2 sm:p-4">
        <Screen width={session.width} height={session.height}>
          {drawn ? (
            <ScenePlayer
              clips={clips}
              fps={session.targetFps}
              width={session.width}
              height={session.height}
              playback={playback}
              onShown={(next, isLoaded) => onShown({ clips: next, isLoaded })}
              onSwapped={(sceneId, version) => {
                const scene = scenes.find(({ _id }) => _id === sceneId);
                if (scene) toast(text.player.swapped(sceneTitle(scene), version));
              }}
            />
          ) : null}
          <Cover playback={playback} clips={shown.clips} />
          <Buffering playback={playback} />
          <FailedActions playback={playback} clips={shown.clips} />
          {captions ? <Caption playback={playback} clips={shown.clips} scenes={scenes} /> : null}
        </Screen>
      </div>
      <div className="border-t border-line bg-surface">
        <Transport
          playback={playback}
          clips={shown.clips}
          fps={session.targetFps}
          isLoaded={shown.isLoaded}
          captions={captions}
          fullScreen={fullScreen}
          onCaptions={onCaptions}
          onFullScreen={onFullScreen}
          onSceneStep={onSceneStep}
        />
      </div>
    </section>
  );
}

/** The engine is a third of the editor's weight, so it comes after the first picture of the page. */
function useDrawn(): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => afterPaints(1, () => setDrawn(true)), []);
  return drawn;
}

/** Shown only when the wait is long enough to be noticed. */
function Buffering({ playback }: { playback: Playback }) {
  const buffering = useStore(playback.state, (state) => state.buffering && state.playing);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!buffering) return undefined;
    const stop = after(250, () => setLate(true));
    return () => {
      stop();
      setLate(false);
    };
  }, [buffering]);
  if (!late || !buffering) return null;
  return (
    <div
      role="status"
      className="absolute top-3 right-3 flex items-center gap-2 rounded-full bg-board/80 px-3 py-1.5 text-xs text-chalk"
    >
      <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
      {text.player.buffering}
    </div>
  );
}

/** The buttons of a failed scene's card. */
function FailedActions({ playback, clips }: { playback: Playback; clips: readonly PlacedClip[] }) {
  const { scenes, actions, store } = useEditor();
  const [sceneId, setSceneId] = useState<string | null>(null);
  useEffect(
    () =>
      playback.onFrame((frame) => {
        const clip = clipAt(clips, frame);
        setSceneId(clip?.state === "failed" ? clip.sceneId : null);
      }),
    [playback, clips],
  );
  const scene = scenes.find(({ _id }) => _id === sceneId);
  const jobId = scene?.jobId;
  if (!scene || !jobId) return null;
  return (
    <div className="absolute inset-x-0 bottom-[12%] flex justify-center gap-2">
      <Button
        size="sm"
        tone="primary"
        icon={<RotateCcw aria-hidden className="size-3.5" />}
        onClick={() => void actions.retry(jobId)}
      >
        {text.inspector.retry}
      </Button>
      <Button
        size="sm"
        onClick={() => store.setState({ selectedId: scene._id, tab: "edit", pane: "edit" })}
      >
        {text.inspector.sayDifferently}
      </Button>
    </div>
  );
}
