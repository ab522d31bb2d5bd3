import { expect, test } from "vitest";
import { playBackwards } from "./backwards.ts";

function setUp(from: number, speed: number) {
  const seen: number[] = [];
  const reel = { frame: from, waiting: false, started: false };
  let paint: (now: number) => void = () => undefined;
  playBackwards(
    {
      fps: 30,
      frame: () => reel.frame,
      isWaiting: () => reel.waiting,
      seek(frame) {
        reel.frame = frame;
        seen.push(frame);
      },
      onStart: () => {
        reel.started = true;
      },
    },
    speed,
    (act) => {
      paint = act;
      return () => undefined;
    },
  );
  return { seen, reel, paint: (now: number) => paint(now) };
}

test("frames go by one by one at the pace of the video", () => {
  const { seen, paint } = setUp(10, 1);
  for (let at = 0; at <= 100; at += 1000 / 60) paint(1000 + at);
  expect(seen).toEqual([9, 8]);
  paint(1100);
  expect(seen).toEqual([9, 8, 7]);
});

test("twice as fast passes twice as many", () => {
  const { seen, paint } = setUp(10, 2);
  paint(0);
  paint(100);
  expect(seen).toEqual([4]);
});

test("a picture that is late is waited for, and not skipped", () => {
  const { seen, reel, paint } = setUp(10, 1);
  paint(0);
  reel.waiting = true;
  paint(900);
  reel.waiting = false;
  paint(940);
  expect(seen).toEqual([9]);
});

test("it ends at the first frame", () => {
  const { seen, reel, paint } = setUp(2, 4);
  paint(0);
  paint(500);
  expect(seen).toEqual([0]);
  expect(reel.started).toBe(true);
});
