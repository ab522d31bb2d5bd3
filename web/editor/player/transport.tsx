"use client";
import {
  Captions,
  Maximize,
  Minimize,
  Pause,
  Play,
  SkipBack,
  SkipForward,
  Volume2,
  VolumeX,
} from "lucide-react";
import { memo, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { type PlacedClip, totalFrames } from "@/remotion/clip.ts";
import { text } from "@/text/editing.ts";
import { IconButton } from "@/ui/button.tsx";
import { Select } from "@/ui/select.tsx";
import { rates } from "./playback-state.ts";
import type { Playback } from "./playback.ts";
import { SeekBar } from "./seek-bar.tsx";
import { toTimecode } from "./timecode.ts";

const t = text.player;

export type TransportProps = {
  playback: Playback;
  clips: readonly PlacedClip[];
  fps: number;
  isLoaded: (url: string) => boolean;
  /** Null where there are none to show. */
  captions: boolean | null;
  fullScreen: boolean;
  onCaptions?: () => void;
  onFullScreen: () => void;
  onSceneStep: (by: 1 | -1) => void;
};

export const Transport = memo(function Transport(props: TransportProps) {
  const { playback, clips, fps } = props;
  const { playing, muted, rate } = useStore(playback.state);
  return (
    <div className="flex flex-col gap-1.5 px-3 pt-2 pb-2.5">
      <SeekBar playback={playback} clips={clips} fps={fps} isLoaded={props.isLoaded} />
      <div className="flex items-center gap-0.5">
        <IconButton
          keys="Shift+ArrowLeft"
          label={t.previousScene}
          onClick={() => props.onSceneStep(-1)}
        >
          <SkipBack aria-hidden />
        </IconButton>
        <IconButton
          keys="Space"
          label={playing ? t.pause : t.play}
          onClick={playback.toggle}
          className="bg-hover text-ink [&_svg]:fill-current"
        >
          {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
        </IconButton>
        <IconButton
          keys="Shift+ArrowRight"
          label={t.nextScene}
          onClick={() => props.onSceneStep(1)}
        >
          <SkipForward aria-hidden />
        </IconButton>
        <Timecode playback={playback} fps={fps} total={totalFrames(clips)} />
        <span className="flex-1" />
        <Select
          label={t.speed}
          size="sm"
          value={String(rate)}
          options={rates.map((value) => ({ value: String(value), label: `${value}×` }))}
          onChange={(value) => playback.setRate(Number(value))}
        />
        <IconButton
          keys="m"
          label={muted ? t.unmute : t.mute}
          onClick={() => playback.setMuted(!muted)}
        >
          {muted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
        </IconButton>
        {props.captions === null ? null : (
          <IconButton
            keys="c"
            label={t.captions}
            aria-pressed={props.captions}
            active={props.captions}
            onClick={props.onCaptions}
          >
            <Captions aria-hidden />
          </IconButton>
        )}
        <IconButton
          keys="f"
          label={props.fullScreen ? t.leaveFullScreen : t.fullScreen}
          onClick={props.onFullScreen}
        >
          {props.fullScreen ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
        </IconButton>
      </div>
    </div>
  );
});

function Timecode({ playback, fps, total }: { playback: Playback; fps: number; total: number }) {
  const backwards = useStore(playback.state, (state) => state.backwards);
  const shown = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      playback.onFrame((frame) => {
        if (shown.current) shown.current.textContent = toTimecode(frame, fps);
      }),
    [playback, fps],
  );
  return (
    <span className="tabular mx-2 text-xs whitespace-nowrap text-muted" data-timecode>
      <span ref={shown} className="text-ink">
        {toTimecode(0, fps)}
      </span>
      <span className="max-sm:hidden"> / {toTimecode(total, fps)}</span>
      {backwards > 0 ? (
        <span role="status" className="ml-2 text-accent-text">
          {t.backwards(backwards)}
        </span>
      ) : null}
    </span>
  );
}
