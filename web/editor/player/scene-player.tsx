"use client";
/**
 * The one component that knows the player engine. Everything else speaks to `Playback` and clips, so
 * another engine can be put in its place.
 */
import { Player, type PlayerRef } from "@remotion/player";
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { flushSync } from "react-dom";
import { prefetch } from "remotion";
import { useStore } from "zustand";
import { type Clip, type PlacedClip, totalFrames } from "@/remotion/clip.ts";
import { holdPicture } from "@/remotion/layers.ts";
import { SessionComposition, type SessionProps } from "@/remotion/session-composition.tsx";
import { text } from "@/text/editing.ts";
import type { FetchChunk } from "./loader.ts";
import type { Playback } from "./playback.ts";
import { ClipSwapper, type Snapshot } from "./swapper.ts";

type ScenePlayerProps = {
  clips: readonly Clip[];
  fps: number;
  width: number;
  height: number;
  playback: Playback;
  onShown?: (clips: readonly PlacedClip[], isLoaded: (url: string) => boolean) => void;
  onSwapped?: (sceneId: string, version: number) => void;
};

const fetchChunk: FetchChunk = (url, onBytes) => {
  const fetched = prefetch(url, {
    method: "blob-url",
    logLevel: "error",
    onProgress: ({ loadedBytes }) => onBytes(loadedBytes),
  });
  return { done: fetched.waitUntilDone(), free: fetched.free };
};

export function ScenePlayer(props: ScenePlayerProps) {
  const { fps, width, height, playback } = props;
  const container = useRef<HTMLDivElement>(null);
  const hold = useRef<HTMLCanvasElement>(null);
  const { swapper, shown } = useSwapper(props, container, hold);
  const rate = useStore(playback.state, (state) => state.rate);
  const attach = useCallback(
    (player: PlayerRef | null) => {
      if (!player) return undefined;
      return playback.attach(player, () => keepPicture(container.current, hold.current));
    },
    [playback],
  );
  const { clips, staged } = shown;
  const inputProps = useMemo<SessionProps>(
    () => ({ clips, staged, onStagedFrame: swapper.onStagedFrame, hold }),
    [clips, staged, swapper],
  );
  return (
    <div ref={container} style={{ width: "100%", height: "100%" }} data-player>
      <Player
        ref={attach}
        component={SessionComposition}
        inputProps={inputProps}
        durationInFrames={Math.max(totalFrames(clips), 1)}
        fps={fps}
        compositionWidth={width}
        compositionHeight={height}
        playbackRate={rate}
        style={{ width: "100%", height: "100%" }}
        errorFallback={() => <p className="p-6 text-chalk">{text.player.broken}</p>}
        moveToBeginningWhenEnded={false}
        spaceKeyToPlayOrPause={false}
        clickToPlay={false}
        numberOfSharedAudioTags={0}
        acknowledgeRemotionLicense
        logLevel="error"
      />
    </div>
  );
}

type Ref<Element> = { current: Element | null };

function useSwapper(
  { clips, fps, playback, onShown, onSwapped }: ScenePlayerProps,
  container: Ref<HTMLDivElement>,
  hold: Ref<HTMLCanvasElement>,
): { swapper: ClipSwapper; shown: Snapshot } {
  const [swapper] = useState(
    () =>
      new ClipSwapper(clips, {
        fps,
        playback,
        loadingText: text.player.loadingScene,
        fetchChunk,
        flush: (change) => flushSync(change),
      }),
  );
  const shown = useSyncExternalStore(swapper.subscribe, swapper.snapshot, swapper.snapshot);
  const tell = useEffectEvent((now: Snapshot) => {
    playback.setLength(totalFrames(now.clips), fps);
    // A function of its own each time: what it answers changes with what has arrived.
    onShown?.(now.clips, (url) => swapper.isLoaded(url));
  });
  useEffect(
    () =>
      swapper.connect({
        hold: () => keepPicture(container.current, hold.current),
        onSwapped: onSwapped ?? (() => undefined),
      }),
    [swapper, container, hold, onSwapped],
  );
  useEffect(() => tell(shown), [shown]);
  useEffect(() => swapper.want(clips), [swapper, clips]);
  useEffect(() => () => swapper.close(), [swapper]);
  return { swapper, shown };
}

function keepPicture(container: HTMLElement | null, hold: HTMLCanvasElement | null): void {
  if (container && hold) holdPicture(container, hold);
}
