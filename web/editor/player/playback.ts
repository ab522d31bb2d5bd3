/**
 * The playhead and the controls of one player, outside React: sixty changes a second would draw the
 * whole editor anew. Components listen to the few things that they show.
 */
import type { PlayerRef } from "@remotion/player";
import { createStore, type StoreApi } from "zustand/vanilla";
import { atFirst, type PlaybackState } from "./playback-state.ts";
import { createWays, type Ways } from "./ways.ts";

export type Playback = Ways & {
  state: StoreApi<PlaybackState>;
  frame: () => number;
  /** Called with each frame shown, and at once. */
  onFrame: (listener: (frame: number) => void) => () => void;
  attach: (player: PlayerRef, beforeJump: () => void) => () => void;
  setLength: (length: number, fps: number) => void;
  seek: (frame: number) => void;
  /** A seek to a scene that is chosen rather than looked through: its poster may cover it. */
  rest: (frame: number) => void;
  /** A seek whose picture has been held already. */
  jump: (frame: number) => void;
  setRate: (rate: number) => void;
  setMuted: (muted: boolean) => void;
};

export function createPlayback(): Playback {
  const state = createStore<PlaybackState>(() => atFirst);
  const listeners = new Set<(frame: number) => void>();
  let player: PlayerRef | null = null;
  let beforeJump: () => void = () => undefined;
  let frame = 0;
  let film = { length: 0, fps: 30 };
  let wanted = false;

  const moveTo = (next: number): void => {
    frame = next;
    for (const listener of listeners) listener(next);
  };

  function jump(target: number): void {
    const bounded = Math.min(Math.max(Math.round(target), 0), Math.max(film.length - 1, 0));
    player?.seekTo(bounded);
    moveTo(bounded);
  }

  function show(target: number): void {
    beforeJump();
    jump(target);
  }

  const ways = createWays(state, {
    player: () => player,
    reel: () => ({ fps: film.fps, frame: () => frame, seek: show }),
    play() {
      state.setState({ resting: false });
      // Asked before the engine has come: it starts when it does.
      wanted = player === null;
      if (frame >= film.length - 1) show(0);
      player?.play();
    },
  });

  const seek = (target: number): void => {
    ways.stopBackwards();
    state.setState({ resting: false });
    show(target);
  };

  return {
    state,
    frame: () => frame,
    onFrame(listener) {
      listeners.add(listener);
      listener(frame);
      return () => listeners.delete(listener);
    },
    attach(next, hold) {
      player = next;
      beforeJump = hold;
      const detach = listen(next, { state, moveTo });
      if (frame > 0) next.seekTo(frame);
      if (wanted) ways.play();
      return () => {
        detach();
        player = null;
      };
    },
    setLength(length, fps) {
      film = { length, fps };
    },
    seek,
    rest(target) {
      player?.pause();
      seek(target);
      state.setState({ resting: true });
    },
    jump,
    ...ways,
    ...knobs(state, () => player),
  };
}

type Knobs = Pick<Playback, "setRate" | "setMuted">;

function knobs(state: StoreApi<PlaybackState>, player: () => PlayerRef | null): Knobs {
  return {
    setRate: (rate) => state.setState({ rate }),
    setMuted(muted) {
      if (muted) player()?.mute();
      else player()?.unmute();
      state.setState({ muted });
    },
  };
}

type Sink = { state: StoreApi<PlaybackState>; moveTo: (frame: number) => void };

function listen(player: PlayerRef, { state, moveTo }: Sink): () => void {
  const onFrame = (event: { detail: { frame: number } }): void => moveTo(event.detail.frame);
  const set = (change: Partial<PlaybackState>) => () => state.setState(change);
  const onPlay = set({ playing: true });
  // The engine rests while it plays backwards.
  const onPause = (): void => state.setState(({ backwards }) => ({ playing: backwards > 0 }));
  const onWaiting = set({ buffering: true });
  const onResume = set({ buffering: false });
  player.addEventListener("frameupdate", onFrame);
  player.addEventListener("seeked", onFrame);
  player.addEventListener("play", onPlay);
  player.addEventListener("pause", onPause);
  player.addEventListener("ended", onPause);
  player.addEventListener("waiting", onWaiting);
  player.addEventListener("resume", onResume);
  return () => {
    state.setState({ playing: false, buffering: false });
    player.removeEventListener("frameupdate", onFrame);
    player.removeEventListener("seeked", onFrame);
    player.removeEventListener("play", onPlay);
    player.removeEventListener("pause", onPause);
    player.removeEventListener("ended", onPause);
    player.removeEventListener("waiting", onWaiting);
    player.removeEventListener("resume", onResume);
  };
}
