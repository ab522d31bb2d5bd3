/**
 * How the picture moves from the clips shown to the clips wanted, without a black or foreign frame.
 * Pure: the player does what the plan says.
 */
import { type Clip, clipAt, clipKey, type PlacedClip, toFrame, toPlayhead } from "./clip.ts";

export type SwapPlan =
  | { kind: "none" }
  /** Only what is said of the scenes changes: no picture, no place. */
  | { kind: "words" }
  /** Change at once; the picture under the playhead stays the same, or there is none to keep. */
  | { kind: "direct"; frame: number }
  /**
   * Paint the new version under the old one first, at the place of the old one, then change.
   * The staged clip keeps its key, so it becomes the current one without being mounted again.
   */
  | { kind: "staged"; staged: PlacedClip; frame: number };

export function planSwap(
  shown: readonly PlacedClip[],
  wanted: readonly PlacedClip[],
  frame: number,
): SwapPlan {
  if (shown === wanted) return { kind: "none" };
  if (isSame(shown, wanted, placed)) {
    return { kind: isSame(shown, wanted, said) ? "none" : "words" };
  }
  const playhead = toPlayhead(shown, frame);
  const landing = playhead ? (toFrame(wanted, playhead) ?? nearestStart(shown, wanted, frame)) : 0;
  const current = clipAt(shown, frame);
  const next = clipAt(wanted, landing);
  const samePlace = current !== null && next !== null && current.sceneId === next.sceneId;
  const newPicture = samePlace && next.url !== null && clipKey(current) !== clipKey(next);
  // A frame past the new version's end has nothing to paint before the change.
  const paintable = newPicture && frame - current.startFrame < next.durationInFrames;
  if (newPicture && paintable) {
    return { kind: "staged", staged: { ...next, startFrame: current.startFrame }, frame: landing };
  }
  return { kind: "direct", frame: landing };
}

/** When the scene under the playhead was taken out: the start of what comes after it. */
function nearestStart(
  shown: readonly PlacedClip[],
  wanted: readonly PlacedClip[],
  frame: number,
): number {
  const current = clipAt(shown, frame);
  const index = shown.findIndex((clip) => clip.sceneId === current?.sceneId);
  for (const after of shown.slice(index + 1)) {
    const found = wanted.find((clip) => clip.sceneId === after.sceneId);
    if (found) return found.startFrame;
  }
  return wanted.at(-1)?.startFrame ?? 0;
}

type Field = keyof PlacedClip;

/** What decides which picture a frame shows. */
const placed = [
  "sceneId",
  "version",
  "url",
  "startFrame",
  "durationInFrames",
] as const satisfies Field[];
const said = ["state", "title", "message", "posterUrl"] as const satisfies Field[];

function isSame(
  left: readonly PlacedClip[],
  right: readonly PlacedClip[],
  fields: readonly Field[],
): boolean {
  if (left.length !== right.length) return false;
  return left.every((clip, index) => sameClip(clip, right[index], fields));
}

function sameClip(left: PlacedClip, right: PlacedClip | undefined, by: readonly Field[]): boolean {
  return right !== undefined && by.every((field) => left[field] === right[field]);
}

/** The clips wanted, with those that are equal to one before being that one. */
export function keepClips(before: readonly PlacedClip[], now: readonly PlacedClip[]): PlacedClip[] {
  const known = new Map(before.map((clip) => [clip.sceneId, clip]));
  return now.map((clip) => {
    const old = known.get(clip.sceneId);
    return old && sameClip(old, clip, [...placed, ...said]) ? old : clip;
  });
}

/** Addresses that are in the first list and no longer in the second. */
export function droppedUrls(before: readonly Clip[], after: readonly Clip[]): string[] {
  const kept = new Set(after.map((clip) => clip.url));
  return before.flatMap((clip) => (clip.url !== null && !kept.has(clip.url) ? [clip.url] : []));
}
