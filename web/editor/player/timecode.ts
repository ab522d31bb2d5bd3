/** Frames as people read them: minutes, seconds, and the frame within the second. */
export function toTimecode(frame: number, fps: number): string {
  const rate = Math.max(1, Math.round(fps));
  const seconds = Math.floor(frame / rate);
  const rest = frame - seconds * rate;
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}.${pad(rest)}`;
}

/** A length, to the tenth of a second. */
export function toSeconds(frames: number, fps: number): string {
  return `${(frames / Math.max(fps, 1)).toFixed(1)} s`;
}

/** A length in minutes and seconds. */
export function toClock(frames: number, fps: number): string {
  const seconds = Math.round(frames / Math.max(fps, 1));
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
