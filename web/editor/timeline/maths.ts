/** The timeline's arithmetic: frames to pixels, ruler marks, and where a dragged block lands. Pure. */
import type { PlacedClip } from "@/remotion/clip.ts";

/** Pixels a second at which everything fits. */
export function fitZoom(frames: number, fps: number, width: number): number {
  return frames === 0 ? 40 : (Math.max(width, 1) * fps) / frames;
}

export function toPixels(frames: number, fps: number, zoom: number): number {
  return (frames / fps) * zoom;
}

export function toFrames(pixels: number, fps: number, zoom: number): number {
  return Math.round((pixels / zoom) * fps);
}

const intervals = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

/** Seconds between two labels, so that they stay at least so many pixels apart. */
export function markInterval(zoom: number, apart = 64): number {
  return intervals.find((seconds) => seconds * zoom >= apart) ?? 600;
}

export function marks(frames: number, fps: number, zoom: number): number[] {
  const interval = markInterval(zoom);
  const count = Math.floor(frames / fps / interval) + 1;
  return Array.from({ length: count }, (_, index) => index * interval);
}

/**
 * The place of a block whose middle was dragged to a frame: before the first other block whose
 * middle lies further right.
 */
export function dropIndex(clips: readonly PlacedClip[], draggedId: string, middle: number): number {
  const others = clips.filter(({ sceneId }) => sceneId !== draggedId);
  const at = others.findIndex(
    ({ startFrame, durationInFrames }) => startFrame + durationInFrames / 2 > middle,
  );
  return at < 0 ? others.length : at;
}

/** How far to scroll so that the playhead is in sight; null when it is. */
export function scrollFor(x: number, view: { left: number; width: number }): number | null {
  const margin = Math.min(48, view.width / 4);
  if (x >= view.left && x <= view.left + view.width - margin) return null;
  return Math.max(0, x - margin);
}
