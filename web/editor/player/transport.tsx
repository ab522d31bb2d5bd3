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
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { type PlacedClip, totalFrames } from "@/remotion/clip.ts";
import { text } from "@/text/en.ts";
import { IconButton } from "@/ui/button.tsx";
import { Select } from "@/ui/choice.tsx";
import { Tooltip } from "@/ui/tooltip.tsx";
import { type Playback, rates } from "./playback.ts";
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

export function Transport(props: TransportProps) {
  const { playback, clips, fps } = props;
  const { playing, muted, rate } = useStore(playback.state);
  return (
    <div className="flex flex-col gap-1.5 px-3 pt-2 pb-2.5">
      <SeekBar playback={playback} clips={clips} fps={fps} isLoaded={props.isLoaded} />
      <div className="flex items-center gap-0.5">
        <Tooltip label={t.previousScene} keys="Shift+ArrowLeft">
          <IconButton label={t.previousScene} onClick={() => props.onSceneStep(-1)}>
            <SkipBack aria-hidden />
          </IconButton>
        </Tooltip>
        <Tooltip label={playing ? t.pause : t.play} keys="Space">
          <IconButton
            label={playing ? t.pause : t.play}
            onClick={playback.toggle}
            className="bg-hover text-ink [&_svg]:fill-current"
          >
            {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
          </IconButton>
        </Tooltip>
        <Tooltip label={t.nextScene} keys="Shift+ArrowRight">
          <IconButton label={t.nextScene} onClick={() => props.onSceneStep(1)}>
            <SkipForward aria-hidden />
          </IconButton>
        </Tooltip>
        <Timecode playback={playback} fps={fps} total={totalFrames(clips)} />
        <span className="flex-1" />
        <Select
          label={t.speed}
          size="sm"
          value={String(rate)}
          options={rates.map((value) => ({ value: String(value), label: `${value}×` }))}
          onChange={(value) => playback.setRate(Number(value))}
        />
        <Tooltip label={muted ? t.unmute : t.mute} keys="m">
          <IconButton label={muted ? t.unmute : t.mute} onClick={() => playback.setMuted(!muted)}>
            {muted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
          </IconButton>
        </Tooltip>
        {props.captions === null ? null : (
          <Tooltip label={t.captions} keys="c">
            <IconButton
              label={t.captions}
              aria-pressed={props.captions}
              active={props.captions}
              onClick={props.onCaptions}
            >
              <Captions aria-hidden />
            </IconButton>
          </Tooltip>
        )}
        <Tooltip label={props.fullScreen ? t.leaveFullScreen : t.fullScreen} keys="f">
          <IconButton
            label={props.fullScreen ? t.leaveFullScreen : t.fullScreen}
            onClick={props.onFullScreen}
          >
            {props.fullScreen ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
          </IconButton>
        </Tooltip>
      </div>
    </div>
  );
}

function Timecode({ playback, fps, total }: { playback: Playback; fps: number; total: number }) {
  const shown = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      playback.onFrame((frame) => {
        if (shown.current) shown.current.textContent = toTimecode(frame, fps);
      }),
    [playback, fps],
  );
  return (
    <span className="tabular ml-2 text-xs whitespace-nowrap text-muted" data-timecode>
      <span ref={shown} className="text-ink">
        {toTimecode(0, fps)}
      </span>
      <span className="max-sm:hidden"> / {toTimecode(total, fps)}</span>
    </span>
  );
}
