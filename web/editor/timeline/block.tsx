"use client";
import { CircleAlert, LoaderCircle, Lock } from "lucide-react";
import { type KeyboardEvent, memo, type PointerEvent, useRef, useState } from "react";
import type { Scene } from "@/live/types.ts";
import type { PlacedClip } from "@/remotion/clip.ts";
import { text } from "@/text/editing.ts";
import { classes } from "@/ui/classes.ts";
import { toSeconds } from "../player/timecode.ts";
import { progressFraction } from "../state/clips.ts";
import { useTools } from "../state/editor-context.tsx";
import { toFrames, toPixels } from "./maths.ts";

type Props = {
  clip: PlacedClip;
  scene: Scene;
  index: number;
  selected: boolean;
  fps: number;
  zoom: number;
  /** Its middle was let go over a frame. */
  onDrop: (clip: PlacedClip, middle: number) => void;
};

/** A pointer that moved less than this has clicked. */
const clickPixels = 4;

/** One of up to hundreds: drawn anew only when something of its own changes. */
export const Block = memo(function Block(props: Props) {
  const { clip, scene, index, selected, fps, zoom } = props;
  const { store, playback } = useTools();
  const drag = useDrag(props);
  const width = toPixels(clip.durationInFrames, fps, zoom);
  const choose = (): void => {
    store.setState({ selectedId: scene._id });
    playback.rest(clip.startFrame);
  };
  return (
    <li
      className={classes("absolute inset-y-0 p-px", drag.moved !== 0 && "z-20 opacity-90")}
      style={{
        left: toPixels(clip.startFrame, fps, zoom),
        width,
        transform: drag.moved === 0 ? undefined : `translateX(${drag.moved}px)`,
      }}
    >
      <button
        type="button"
        aria-pressed={selected}
        aria-label={text.timeline.block(
          index + 1,
          clip.title,
          toSeconds(clip.durationInFrames, fps),
        )}
        {...drag.handlers}
        onClick={() => {
          if (!drag.wasDragged()) choose();
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === "Enter" || event.key === " ") choose();
        }}
        className={classes(
          "relative size-full touch-none overflow-hidden rounded-control border bg-board text-left text-chalk transition-[box-shadow,border-color]",
          selected
            ? "border-accent shadow-[0_0_0_2px_var(--accent)]"
            : "border-line-strong hover:border-accent-line",
        )}
      >
        {clip.posterUrl ? (
          <span
            aria-hidden
            className="absolute inset-x-0 top-5 bottom-0 bg-size-[auto_100%] bg-repeat-x"
            style={{ backgroundImage: `url(${JSON.stringify(clip.posterUrl)})` }}
          />
        ) : (
          <span aria-hidden className="board-grid absolute inset-x-0 top-5 bottom-0" />
        )}
        <BlockCaption clip={clip} scene={scene} index={index} narrow={width < 90} />
        <BlockProgress scene={scene} />
      </button>
    </li>
  );
});

function BlockCaption(props: { clip: PlacedClip; scene: Scene; index: number; narrow: boolean }) {
  const { clip, scene, index, narrow } = props;
  return (
    <span className="absolute inset-x-0 top-0 flex h-5 items-center gap-1.5 border-b border-board-line bg-board-2 px-2 text-2xs [&_svg]:size-3 [&_svg]:shrink-0">
      <span className="tabular font-semibold">{index + 1}</span>
      {narrow ? null : <span className="truncate text-chalk">{clip.title}</span>}
      <span className="flex-1" />
      {scene.locked ? <Lock aria-hidden /> : null}
      {scene.pending ? (
        <LoaderCircle aria-hidden className="animate-spin text-chalk-yellow" />
      ) : null}
      {scene.error && !scene.pending ? (
        <CircleAlert aria-hidden className="text-chalk-rose" />
      ) : null}
    </span>
  );
}

function BlockProgress({ scene }: { scene: Scene }) {
  if (!scene.pending) return null;
  const fraction = progressFraction(scene.pending);
  return (
    <span aria-hidden className="absolute inset-x-0 bottom-0 h-1 bg-board">
      <span
        className={classes(
          "block h-full bg-chalk-yellow",
          fraction === null && "animate-pulse-soft",
        )}
        style={{ width: `${(fraction ?? 0.25) * 100}%` }}
      />
    </span>
  );
}

function useDrag({ clip, fps, zoom, onDrop }: Props) {
  const start = useRef<number | null>(null);
  const dragged = useRef(false);
  const [moved, setMoved] = useState(0);
  const end = (): void => {
    start.current = null;
    setMoved(0);
  };
  return {
    moved,
    wasDragged: () => dragged.current,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLButtonElement>) {
        if (event.button !== 0) return;
        start.current = event.clientX;
        dragged.current = false;
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event: PointerEvent<HTMLButtonElement>) {
        if (start.current === null) return;
        const by = event.clientX - start.current;
        if (Math.abs(by) >= clickPixels) dragged.current = true;
        if (dragged.current) setMoved(by);
      },
      onPointerUp() {
        if (dragged.current) {
          onDrop(clip, clip.startFrame + clip.durationInFrames / 2 + toFrames(moved, fps, zoom));
        }
        end();
      },
      onPointerCancel: end,
    },
  };
}
