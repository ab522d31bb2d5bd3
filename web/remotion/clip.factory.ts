/** Makes a clip for a test; say only what the test is about. */
import type { Clip } from "./clip.ts";

export function makeClip(change: Partial<Clip> = {}): Clip {
  return {
    sceneId: "s1",
    title: "Scene",
    version: 1,
    url: "https://chunks.test/s1-v1.mp4",
    posterUrl: null,
    durationInFrames: 90,
    state: "ready",
    message: "",
    ...change,
  };
}
