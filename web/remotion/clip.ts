/** A scene as the player sees it, and where it lies on the one timeline of frames. */
export type ClipState = "ready" | "working" | "waiting" | "failed";

export type Clip = {
  sceneId: string;
  title: string;
  /** The live version; 0 when the scene never had one. */
  version: number;
  /** Null until there is something to play. */
  url: string | null;
  posterUrl: string | null;
  /** Measured from the file; 0 when there is none. */
  durationInFrames: number;
  state: ClipState;
  /** What a card says below the title. */
  message: string;
};

export type PlacedClip = Clip & { startFrame: number };

/** A scene without a picture holds its place with a card this long. */
const cardSeconds = 3;

export function placeClips(clips: readonly Clip[], fps: number): PlacedClip[] {
  let startFrame = 0;
  return clips.map((clip) => {
    const durationInFrames =
      clip.durationInFrames > 0 ? clip.durationInFrames : Math.round(cardSeconds * fps);
    const placed = { ...clip, durationInFrames, startFrame };
    startFrame += durationInFrames;
    return placed;
  });
}

export function totalFrames(clips: readonly PlacedClip[]): number {
  const last = clips.at(-1);
  return last ? last.startFrame + last.durationInFrames : 0;
}

/** The clip on screen at a frame; past the end, the last one. */
export function clipAt(clips: readonly PlacedClip[], frame: number): PlacedClip | null {
  let low = 0;
  let high = clips.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((clips[middle]?.startFrame ?? 0) <= frame) low = middle;
    else high = middle - 1;
  }
  return clips[low] ?? null;
}

/** A scene and a frame within it: what stays put when scenes before it change length. */
export type Playhead = { sceneId: string; local: number };

export function toPlayhead(clips: readonly PlacedClip[], frame: number): Playhead | null {
  const clip = clipAt(clips, frame);
  if (!clip) return null;
  const local = Math.min(Math.max(frame - clip.startFrame, 0), clip.durationInFrames - 1);
  return { sceneId: clip.sceneId, local };
}

/** Where a playhead lies now; clamped when its scene shrank, null when the scene is gone. */
export function toFrame(clips: readonly PlacedClip[], playhead: Playhead): number | null {
  const clip = clips.find((candidate) => candidate.sceneId === playhead.sceneId);
  if (!clip) return null;
  return clip.startFrame + Math.min(playhead.local, clip.durationInFrames - 1);
}

/** The clips near a frame. Only these are mounted, so two hundred scenes cost what five cost. */
export function clipsNear(
  clips: readonly PlacedClip[],
  frame: number,
  margin: { before: number; after: number },
): PlacedClip[] {
  return clips.filter(
    (clip) =>
      clip.startFrame <= frame + margin.after &&
      clip.startFrame + clip.durationInFrames > frame - margin.before,
  );
}

export function clipKey(clip: Pick<Clip, "sceneId" | "version" | "url">): string {
  return `${clip.sceneId}@${clip.url === null ? "card" : clip.version}`;
}
