"use client";
import { Maximize2, Plus, Scissors, ZoomIn, ZoomOut } from "lucide-react";
import { memo, type PointerEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { type PlacedClip, totalFrames } from "@/remotion/clip.ts";
import { text } from "@/text/editing.ts";
import { Button, IconButton } from "@/ui/button.tsx";
import { Tooltip } from "@/ui/tooltip.tsx";
import { commandById } from "../commands/all.ts";
import type { CommandContext } from "../commands/command.ts";
import { useEditor, useEditorState, useSelectedScene, useTools } from "../state/editor-context.tsx";
import { Block } from "./block.tsx";
import { dropIndex, fitZoom, marks, scrollFor, toFrames, toPixels } from "./maths.ts";
import { useWidth } from "./use-width.ts";

const t = text.timeline;

type Props = {
  clips: readonly PlacedClip[];
  context: () => CommandContext;
  onFit: (zoom: number) => void;
};

export function Timeline({ clips, context, onFit }: Props) {
  const { session } = useEditor();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const fps = session.targetFps;
  const frames = totalFrames(clips);
  const fit = fitZoom(frames, fps, width - 24);
  const zoom = useEditorState((state) => state.zoom) ?? fit;
  useEffect(() => onFit(fit), [onFit, fit]);
  const run = (id: string): void => {
    const command = commandById(id);
    if (command.canRun(context())) command.run(context());
  };
  return (
    <section aria-label={t.label} className="flex flex-col border-t border-line bg-surface">
      <div className="flex h-9 items-center gap-1 border-b border-line px-2">
        <Button
          size="sm"
          tone="ghost"
          icon={<Plus aria-hidden className="size-3.5" />}
          onClick={() => run("scenes.insert")}
        >
          {text.editor.addScene}
        </Button>
        <Tooltip label={text.editor.split} keys="s">
          <Button
            size="sm"
            tone="ghost"
            icon={<Scissors aria-hidden className="size-3.5" />}
            onClick={() => run("scenes.split")}
          >
            <span className="max-sm:sr-only">{text.editor.split}</span>
          </Button>
        </Tooltip>
        <span className="flex-1" />
        <IconButton size="sm" label={t.zoomOut} onClick={() => run("view.zoom-out")}>
          <ZoomOut aria-hidden />
        </IconButton>
        <IconButton size="sm" label={t.zoomFit} onClick={() => run("view.zoom-fit")}>
          <Maximize2 aria-hidden />
        </IconButton>
        <IconButton size="sm" label={t.zoomIn} onClick={() => run("view.zoom-in")}>
          <ZoomIn aria-hidden />
        </IconButton>
      </div>
      <div ref={scroller} className="relative overflow-x-auto overflow-y-hidden px-3 pb-2">
        <Track clips={clips} fps={fps} zoom={zoom} scroller={scroller} />
      </div>
    </section>
  );
}

type TrackProps = {
  clips: readonly PlacedClip[];
  fps: number;
  zoom: number;
  scroller: React.RefObject<HTMLDivElement | null>;
};

function Track({ clips, fps, zoom, scroller }: TrackProps) {
  const { playback } = useTools();
  const frames = totalFrames(clips);
  function seek(event: PointerEvent<HTMLDivElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    playback.seek(toFrames(event.clientX - box.left, fps, zoom));
  }
  return (
    <div className="relative" style={{ width: toPixels(frames, fps, zoom) }}>
      <div
        className="relative h-6 cursor-pointer touch-none text-2xs text-faint select-none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          playback.pause();
          seek(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
        }}
      >
        <Ruler frames={frames} fps={fps} zoom={zoom} />
      </div>
      <Blocks clips={clips} fps={fps} zoom={zoom} />
      <Needle fps={fps} zoom={zoom} scroller={scroller} />
    </div>
  );
}

const Ruler = memo(function Ruler(props: { frames: number; fps: number; zoom: number }) {
  return marks(props.frames, props.fps, props.zoom).map((second) => (
    <span
      key={second}
      className="tabular absolute top-1 border-l border-line-strong pl-1 leading-4"
      style={{ left: second * props.zoom }}
    >
      {label(second)}
    </span>
  ));
});

function Blocks({ clips, fps, zoom }: Omit<TrackProps, "scroller">) {
  const { scenes, actions } = useEditor();
  const selected = useSelectedScene();
  const byId = useMemo(() => new Map(scenes.map((scene) => [String(scene._id), scene])), [scenes]);
  const latest = useRef({ clips, byId });
  useEffect(() => {
    latest.current = { clips, byId };
  });
  const onDrop = useCallback(
    (clip: PlacedClip, middle: number) => {
      const now = latest.current;
      const scene = now.byId.get(clip.sceneId);
      const from = now.clips.findIndex(({ sceneId }) => sceneId === clip.sceneId);
      const to = dropIndex(now.clips, clip.sceneId, middle);
      if (scene && to !== from) void actions.move(scene._id, to);
    },
    [actions],
  );
  return (
    <ol className="relative h-18" aria-label={t.label}>
      {clips.map((clip, index) => {
        const scene = byId.get(clip.sceneId);
        const own = { clip, scene, index, fps, zoom, onDrop };
        return scene ? (
          <Block key={clip.sceneId} {...own} scene={scene} selected={scene._id === selected?._id} />
        ) : null;
      })}
    </ol>
  );
}

function Needle({ fps, zoom, scroller }: Omit<TrackProps, "clips">) {
  const { playback } = useTools();
  const needle = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      playback.onFrame((frame) => {
        const x = toPixels(frame, fps, zoom);
        if (needle.current) needle.current.style.transform = `translateX(${x}px)`;
        const view = scroller.current;
        if (!view || !playback.state.getState().playing) return;
        const left = scrollFor(x, { left: view.scrollLeft, width: view.clientWidth });
        if (left !== null) view.scrollLeft = left;
      }),
    [playback, fps, zoom, scroller],
  );
  return (
    <div
      ref={needle}
      aria-hidden
      className="pointer-events-none absolute inset-y-0 left-0 z-10 w-px bg-accent"
    >
      <span className="absolute top-0.5 -left-[5px] size-[11px] rounded-[3px_3px_6px_6px] bg-accent shadow-1" />
    </div>
  );
}

function label(second: number): string {
  if (second < 60) return `${second}s`;
  return `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`;
}
