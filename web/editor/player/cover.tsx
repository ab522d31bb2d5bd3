"use client";
import { Play } from "lucide-react";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { clipAt, type PlacedClip } from "@/remotion/clip.ts";
import { text } from "@/text/editing.ts";
import type { Playback } from "./playback.ts";

/**
 * A scene's poster over its first frame, which is nearly always empty. It lies there while a scene
 * rests after being opened or chosen; a seek, a step or a start shows the exact frames.
 */
export function Cover({ playback, clips }: { playback: Playback; clips: readonly PlacedClip[] }) {
  const resting = useStore(playback.state, (state) => state.resting && !state.playing);
  const clip = useClipUnderPlayhead(playback, clips);
  // A scene without a film shows its card; one whose chunk is still on its way is covered as well.
  const poster = useLoaded(clip?.state === "ready" ? clip.posterUrl : null);
  if (!resting || !clip || !poster) return null;
  return (
    <button
      type="button"
      data-cover
      aria-label={text.player.playFrom(clip.title)}
      onClick={playback.play}
      className="group absolute inset-0 flex cursor-pointer items-end bg-board p-[3%]"
    >
      <img src={poster} alt="" className="absolute inset-0 size-full object-cover" />
      <span className="relative grid size-10 place-items-center sm:size-14 rounded-full bg-accent text-on-accent shadow-3 transition-transform group-hover:scale-110">
        <Play aria-hidden className="ml-0.5 size-4 fill-current sm:size-6" />
      </span>
    </button>
  );
}

function useClipUnderPlayhead(
  playback: Playback,
  clips: readonly PlacedClip[],
): PlacedClip | undefined {
  const [sceneId, setSceneId] = useState<string | null>(null);
  useEffect(
    () => playback.onFrame((frame) => setSceneId(clipAt(clips, frame)?.sceneId ?? null)),
    [playback, clips],
  );
  return clips.find((clip) => clip.sceneId === sceneId);
}

/** The picture's address once it can be drawn at once, so that a new poster never blinks. */
function useLoaded(url: string | null): string | null {
  const [loaded, setLoaded] = useState<string | null>(null);
  useEffect(() => {
    if (url === null) return undefined;
    let wanted = true;
    const image = new Image();
    image.src = url;
    image.decode().then(
      () => {
        if (wanted) setLoaded(url);
      },
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [url]);
  return url === null ? null : loaded;
}
