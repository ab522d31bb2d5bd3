"use client";
/** A whole session as one composition: pure in (clips, frame), no server data, no app state. */
import { Video } from "@remotion/media";
import type { RefObject } from "react";
import { AbsoluteFill, Sequence, useCurrentFrame, useVideoConfig } from "remotion";
import { clipKey, clipsNear, type PlacedClip } from "./clip.ts";
import { layer, middleOfFrame, postmountFrames, premountFrames } from "./layers.ts";
import { SceneCard } from "./scene-card.tsx";

export type SessionProps = {
  clips: readonly PlacedClip[];
  staged: PlacedClip | null;
  onStagedFrame: () => void;
  hold: RefObject<HTMLCanvasElement | null>;
};

const whole = { width: "100%", height: "100%" };
const margin = { before: postmountFrames + 1, after: premountFrames + 1 };

export function SessionComposition({ clips, staged, onStagedFrame, hold }: SessionProps) {
  const frame = useCurrentFrame();
  const { width, height } = useVideoConfig();
  const near = clipsNear(clips, frame, margin);
  return (
    <AbsoluteFill style={{ background: "black" }}>
      <canvas
        ref={hold}
        width={width}
        height={height}
        data-hold
        style={{ position: "absolute", inset: 0, ...whole, zIndex: layer.held }}
      />
      {[...near, ...(staged ? [staged] : [])].map((clip) => (
        <SceneLayer
          key={clipKey(clip)}
          clip={clip}
          staged={clip === staged}
          onStagedFrame={onStagedFrame}
        />
      ))}
    </AbsoluteFill>
  );
}

type LayerProps = { clip: PlacedClip; staged: boolean; onStagedFrame: () => void };

function SceneLayer({ clip, staged, onStagedFrame }: LayerProps) {
  return (
    <Sequence
      from={clip.startFrame}
      durationInFrames={clip.durationInFrames}
      premountFor={premountFrames}
      postmountFor={postmountFrames}
      style={{ zIndex: staged ? layer.staged : layer.current }}
      styleWhilePremounted={{ zIndex: layer.premounted, opacity: 1 }}
      styleWhilePostmounted={{ zIndex: layer.held, opacity: 1 }}
    >
      {clip.url === null ? (
        <SceneCard clip={clip} />
      ) : (
        <Video
          src={clip.url}
          trimBefore={middleOfFrame}
          muted={staged}
          onVideoFrame={staged ? onStagedFrame : undefined}
          fallbackOffthreadVideoProps={{ crossOrigin: "anonymous", pauseWhenBuffering: true }}
          style={whole}
        />
      )}
    </Sequence>
  );
}
