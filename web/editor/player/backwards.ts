/**
 * Plays backwards. The engine only plays forwards, so this seeks at the pace that is asked, and
 * waits for a picture that is late: no frame is passed over faster than it can be drawn.
 */
import { everyPaint, type Stop } from "@/browser/time.ts";

/** J again is faster. */
export const backwardSpeeds = [1, 2, 4] as const;

export type Reel = {
  fps: number;
  frame: () => number;
  isWaiting: () => boolean;
  seek: (frame: number) => void;
  onStart: () => void;
};

export function playBackwards(
  reel: Reel,
  speed: number,
  paints: (act: (now: number) => void) => Stop = everyPaint,
): Stop {
  const from = reel.frame();
  let before: number | null = null;
  let played = 0;
  return paints((now) => {
    const gone = before === null ? 0 : now - before;
    before = now;
    if (reel.isWaiting()) return;
    played += gone;
    const target = Math.max(from - Math.floor((played / 1000) * reel.fps * speed), 0);
    if (target < reel.frame()) reel.seek(target);
    if (target === 0) reel.onStart();
  });
}
