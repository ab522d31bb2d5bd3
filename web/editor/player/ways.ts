/** Forwards by the engine, backwards by seeking, and how each becomes the other or faster. */
import type { StoreApi } from "zustand/vanilla";
import type { Stop } from "@/browser/time.ts";
import { backwardSpeeds, playBackwards } from "./backwards.ts";
import { type PlaybackState, rates } from "./playback-state.ts";

type Machine = {
  /** The engine, when there is one. */
  player: () => { pause: () => void } | null;
  reel: () => { fps: number; frame: () => number; seek: (frame: number) => void };
  play: () => void;
};

export type Ways = {
  play: () => void;
  pause: () => void;
  toggle: () => void;
  /** J and L, as in editors: play that way; while it does so already, faster. */
  backwards: () => void;
  forwards: () => void;
  stopBackwards: () => void;
};

export function createWays(state: StoreApi<PlaybackState>, machine: Machine): Ways {
  let stop: Stop = () => undefined;
  /** The speed that was chosen before L made it faster. */
  let chosenRate: number | null = null;

  function stopBackwards(): void {
    stop();
    if (state.getState().backwards > 0) state.setState({ backwards: 0, playing: false });
  }

  function play(): void {
    stopBackwards();
    machine.play();
  }

  function pause(): void {
    stopBackwards();
    machine.player()?.pause();
    if (chosenRate !== null) state.setState({ rate: chosenRate });
    chosenRate = null;
  }

  function backwards(): void {
    const speed = next(backwardSpeeds, state.getState().backwards);
    pause();
    state.setState({ backwards: speed, playing: true, resting: false });
    const isWaiting = (): boolean => state.getState().buffering;
    stop = playBackwards({ ...machine.reel(), isWaiting, onStart: pause }, speed);
  }

  function forwards(): void {
    const { playing, backwards: speed, rate } = state.getState();
    if (!playing || speed > 0) {
      play();
      return;
    }
    chosenRate ??= rate;
    state.setState({ rate: next(rates, rate) });
  }

  const toggle = (): void => (state.getState().playing ? pause() : play());
  return { play, pause, toggle, backwards, forwards, stopBackwards };
}

/** The next faster of some speeds; past the last, the last. */
function next(speeds: readonly number[], now: number): number {
  return speeds.find((speed) => speed > now) ?? speeds.at(-1) ?? now;
}
