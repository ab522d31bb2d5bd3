"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useMemo, useRef, useState } from "react";
import { Cover } from "@/editor/player/cover.tsx";
import { createPlayback } from "@/editor/player/playback.ts";
import { Screen } from "@/editor/player/screen.tsx";
import { toClock } from "@/editor/player/timecode.ts";
import { Transport } from "@/editor/player/transport.tsx";
import { useFullScreen } from "@/editor/player/use-full-screen.ts";
import type { SharedSession } from "@/live/types.ts";
import { type Clip, clipAt, type PlacedClip, placeClips } from "@/remotion/clip.ts";
import { text } from "@/text/en.ts";
import { buttonClasses } from "@/ui/button.tsx";
import { Poster } from "@/ui/poster.tsx";
import { usePlayKeys } from "./use-play-keys.ts";

const ScenePlayer = dynamic(
  async () => (await import("@/editor/player/scene-player.tsx")).ScenePlayer,
  { ssr: false },
);

/** A shared video: the player, its scenes, and nothing that changes anything. */
export function SharePlayer({ shared }: { shared: SharedSession }) {
  const [playback] = useState(createPlayback);
  const frame = useRef<HTMLDivElement>(null);
  const [fullScreen, toggleFullScreen] = useFullScreen(frame);
  const clips = useMemo(() => toClips(shared), [shared]);
  const [loaded, setLoaded] = useState<{ isLoaded: (url: string) => boolean }>({
    isLoaded: () => false,
  });
  const placed = useMemo(() => placeClips(clips, shared.targetFps), [clips, shared.targetFps]);
  const step = (by: 1 | -1): void => {
    const current = clipAt(placed, playback.frame());
    const index = placed.findIndex(({ sceneId }) => sceneId === current?.sceneId);
    const next = placed[index + by];
    if (next) playback.seek(next.startFrame);
  };
  usePlayKeys(playback, { step, toggleFullScreen });
  return (
    <>
      <div
        ref={frame}
        className="flex flex-col overflow-hidden rounded-panel border border-line bg-surface shadow-2"
      >
        <div
          className={fullScreen ? "min-h-0 flex-1 bg-board" : "max-h-[72dvh] bg-board"}
          style={fullScreen ? undefined : { aspectRatio: `${shared.width} / ${shared.height}` }}
        >
          <Screen width={shared.width} height={shared.height}>
            <ScenePlayer
              clips={clips}
              fps={shared.targetFps}
              width={shared.width}
              height={shared.height}
              playback={playback}
              onShown={(_clips, isLoaded) => setLoaded({ isLoaded })}
            />
            <Cover playback={playback} clips={placed} />
          </Screen>
        </div>
        <Transport
          playback={playback}
          clips={placed}
          fps={shared.targetFps}
          isLoaded={loaded.isLoaded}
          captions={null}
          fullScreen={fullScreen}
          onFullScreen={toggleFullScreen}
          onSceneStep={step}
        />
      </div>
      <div className="mt-5 flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">{shared.title}</h1>
          <p className="mt-1 text-sm text-faint">{text.share.by}</p>
        </div>
        <Link href="/" className={buttonClasses("primary")}>
          {text.share.make}
        </Link>
      </div>
      <Chapters
        placed={placed}
        fps={shared.targetFps}
        onChoose={(clip) => playback.rest(clip.startFrame)}
      />
    </>
  );
}

function Chapters(props: {
  placed: readonly PlacedClip[];
  fps: number;
  onChoose: (clip: PlacedClip) => void;
}) {
  return (
    <section className="mt-8">
      <h2 className="mb-3 text-sm font-semibold text-muted">{text.share.chapters}</h2>
      <ol className="grid gap-3 sm:grid-cols-3 lg:grid-cols-4">
        {props.placed.map((clip, index) => (
          <li key={clip.sceneId}>
            <button
              type="button"
              onClick={() => props.onChoose(clip)}
              className="w-full rounded-card p-1.5 text-left hover:bg-hover"
            >
              <Poster url={clip.posterUrl ?? undefined} className="aspect-video w-full" />
              <span className="mt-1.5 flex gap-2 px-0.5 text-xs">
                <span className="min-w-0 flex-1 truncate font-medium">
                  {index + 1}. {clip.title}
                </span>
                <span className="tabular text-faint">{toClock(clip.startFrame, props.fps)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function toClips(shared: SharedSession): Clip[] {
  return shared.scenes.map((scene) => ({
    sceneId: String(scene.index),
    title: scene.title ?? text.editor.sceneUntitled(scene.index + 1),
    version: 1,
    url: scene.chunkUrl,
    posterUrl: scene.posterUrl ?? null,
    durationInFrames: scene.durationInFrames,
    state: "ready",
    message: "",
  }));
}
