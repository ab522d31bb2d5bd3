"use client";
import { useEffect, useState } from "react";
import { clipAt, type PlacedClip } from "@/remotion/clip.ts";
import { captionAt } from "./captions.ts";
import type { Playback } from "./playback.ts";

type Spoken = { _id: string; narration?: string; summary?: string };

/** The narration of the scene on screen, a sentence at a time. */
export function Caption(props: {
  playback: Playback;
  clips: readonly PlacedClip[];
  scenes: readonly Spoken[];
}) {
  const { playback, clips, scenes } = props;
  const [line, setLine] = useState("");
  useEffect(
    () =>
      playback.onFrame((frame) => {
        const clip = clipAt(clips, frame);
        const scene = scenes.find(({ _id }) => _id === clip?.sceneId);
        const spoken = scene?.narration || scene?.summary || "";
        setLine(clip ? captionAt(spoken, frame - clip.startFrame, clip.durationInFrames) : "");
      }),
    [playback, clips, scenes],
  );
  if (line === "") return null;
  return (
    <p className="pointer-events-none absolute inset-x-[8%] bottom-[6%] text-center">
      <span className="inline rounded-md bg-board/85 box-decoration-clone px-2.5 py-1 text-sm leading-7 text-chalk sm:text-base">
        {line}
      </span>
    </p>
  );
}
