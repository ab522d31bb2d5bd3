/** What can be shown now, on the way to what is wanted. Pure. */
import { type Clip, type PlacedClip, placeClips } from "@/remotion/clip.ts";

/**
 * A chunk that is not here yet is stood in for by the version on screen, and by a card when there
 * is none. The card is as long as the chunk will be, so nothing moves when it arrives.
 */
export function reachableClips(
  wanted: readonly Clip[],
  shown: readonly PlacedClip[],
  options: { isReady: (url: string) => boolean; fps: number; loadingText: string },
): PlacedClip[] {
  const shownById = new Map(shown.map((clip) => [clip.sceneId, clip]));
  const reachable = wanted.map((clip): Clip => {
    if (clip.url === null || options.isReady(clip.url)) return clip;
    const old = shownById.get(clip.sceneId);
    if (old && old.url !== null) {
      const { version, url, durationInFrames } = old;
      return { ...clip, version, url, durationInFrames };
    }
    return { ...clip, url: null, state: "working", message: options.loadingText };
  });
  return placeClips(reachable, options.fps);
}

/** The chunks to load, nearest to the playhead first, those ahead before those behind. */
export function loadOrder(clips: readonly PlacedClip[], frame: number): string[] {
  const distance = (clip: PlacedClip): number => {
    const end = clip.startFrame + clip.durationInFrames;
    if (clip.startFrame <= frame && frame < end) return 0;
    return clip.startFrame > frame ? clip.startFrame - frame : (frame - end) * 2;
  };
  return clips
    .filter((clip) => clip.url !== null)
    .sort((left, right) => distance(left) - distance(right))
    .flatMap((clip) => (clip.url === null ? [] : [clip.url]));
}
