"use client";
/**
 * The one component that knows the player engine. Everything else speaks to `Playback` and clips, so
 * another engine can be put in its place.
 */
import { Player, type PlayerRef } from "@remotion/player";
import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import { type Clip, type PlacedClip, totalFrames } from "@/remotion/clip.ts";
import { holdPicture } from "@/remotion/layers.ts";
import { SessionComposition, type SessionProps } from "@/remotion/session-composition.tsx";
import { text } from "@/text/en.ts";
import type { Playback } from "./playback.ts";
import { useShownClips } from "./use-shown-clips.ts";

export type ScenePlayerProps = {
  clips: readonly Clip[];
  fps: number;
  width: number;
  height: number;
  playback: Playback;
  onShown?:
    | ((clips: readonly PlacedClip[], isLoaded: (url: string) => boolean) => void)
    | undefined;
  onSwapped?: ((sceneId: string, version: number) => void) | undefined;
};

export function ScenePlayer(props: ScenePlayerProps) {
  const { fps, width, height, playback, onShown } = props;
  const container = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const hold = useHold(container, canvas);
  const rate = useStore(playback.state, (state) => state.rate);
  const shown = useShownClips({
    wanted: props.clips,
    fps,
    playback,
    hold,
    onSwapped: props.onSwapped,
  });
  const length = Math.max(totalFrames(shown.clips), 1);
  playback.setLength(length);
  const attach = useCallback(
    (player: PlayerRef | null) => {
      if (!player) return undefined;
      return playback.attach(player, () => hold.current());
    },
    [playback, hold],
  );
  // Told through the latest listener: a new one is no reason to tell the same again.
  const tell = useRef(onShown);
  tell.current = onShown;
  useEffect(() => tell.current?.(shown.clips, shown.isLoaded), [shown.clips, shown.isLoaded]);
  const inputProps = useMemo<SessionProps>(
    () => ({
      clips: shown.clips,
      staged: shown.staged,
      onStagedFrame: shown.onStagedFrame,
      hold: canvas,
    }),
    [shown.clips, shown.staged, shown.onStagedFrame],
  );
  return (
    <div ref={container} style={{ width: "100%", height: "100%" }} data-player>
      <Player
        ref={attach}
        component={SessionComposition}
        inputProps={inputProps}
        durationInFrames={length}
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

/** Keeps what is on screen under whatever is shown next; called before every jump and swap. */
function useHold(
  container: RefObject<HTMLDivElement | null>,
  canvas: RefObject<HTMLCanvasElement | null>,
): RefObject<() => void> {
  return useRef(() => {
    if (container.current && canvas.current) holdPicture(container.current, canvas.current);
  });
}
