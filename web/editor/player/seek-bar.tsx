"use client";
import { type PointerEvent, useEffect, useRef } from "react";
import { type PlacedClip, totalFrames } from "@/remotion/clip.ts";
import { text } from "@/text/editing.ts";
import { classes } from "@/ui/classes.ts";
import type { Playback } from "./playback.ts";
import { toTimecode } from "./timecode.ts";

type Props = {
  playback: Playback;
  clips: readonly PlacedClip[];
  fps: number;
  isLoaded: (url: string) => boolean;
};

/** The whole video as one bar: a segment a scene, brighter once its chunk is in memory. */
export function SeekBar({ playback, clips, fps, isLoaded }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const knob = useRef<HTMLDivElement>(null);
  const total = Math.max(totalFrames(clips), 1);
  useEffect(
    () =>
      playback.onFrame((frame) => {
        const fraction = Math.min(frame / Math.max(total - 1, 1), 1);
        if (knob.current) knob.current.style.left = `${fraction * 100}%`;
        bar.current?.setAttribute("aria-valuenow", String(frame));
        bar.current?.setAttribute("aria-valuetext", toTimecode(frame, fps));
      }),
    [playback, total, fps],
  );
  function seekTo(event: PointerEvent<HTMLDivElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    const fraction = (event.clientX - box.left) / Math.max(box.width, 1);
    playback.seek(fraction * (total - 1));
  }
  return (
    <div
      ref={bar}
      role="slider"
      tabIndex={0}
      aria-label={text.player.seek}
      aria-valuemin={0}
      aria-valuemax={total - 1}
      aria-valuenow={0}
      className="group relative flex h-5 cursor-pointer touch-none items-center gap-0.5 rounded-md"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        playback.pause();
        seekTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
      }}
      onKeyDown={(event) => {
        const by = steps[event.key];
        if (by === undefined || event.altKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation();
        playback.pause();
        playback.seek(by === "start" ? 0 : by === "end" ? total - 1 : playback.frame() + by);
      }}
    >
      {clips.map((clip) => (
        <span
          key={clip.sceneId}
          style={{ flexGrow: clip.durationInFrames }}
          className={classes(
            "h-1 basis-0 rounded-full transition-[height,background-color] group-hover:h-1.5",
            segment(clip, isLoaded),
          )}
        />
      ))}
      <div
        ref={knob}
        className="pointer-events-none absolute size-3 -translate-x-1/2 rounded-full bg-accent shadow-1 ring-2 ring-surface"
      />
    </div>
  );
}

const steps: Record<string, number | "start" | "end"> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: "start",
  End: "end",
};

function segment(clip: PlacedClip, isLoaded: (url: string) => boolean): string {
  if (clip.state === "failed") return "bg-bad opacity-60";
  if (clip.url === null) return "bg-press";
  return isLoaded(clip.url) ? "bg-accent-line" : "bg-line-strong";
}
