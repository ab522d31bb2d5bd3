/**
 * The playhead and the controls of one player, outside React: sixty changes a second would draw the
 * whole editor anew. Components listen to the few things that they show.
 */
import type { PlayerRef } from "@remotion/player";
import { createStore, type StoreApi } from "zustand/vanilla";

export type PlaybackState = {
  playing: boolean;
  buffering: boolean;
  rate: number;
  muted: boolean;
  volume: number;
  /** At the start of a scene that was opened or chosen, and not yet played or looked through. */
  resting: boolean;
};

export const rates = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2] as const;

export type Playback = {
  state: StoreApi<PlaybackState>;
  frame: () => number;
  /** Called with each frame shown, and at once. */
  onFrame: (listener: (frame: number) => void) => () => void;
  attach: (player: PlayerRef, beforeJump: () => void) => () => void;
  setLength: (frames: number) => void;
  seek: (frame: number) => void;
  /** A seek to a scene that is chosen rather than looked through: its poster may cover it. */
  rest: (frame: number) => void;
  /** A seek whose picture has been held already. */
  jump: (frame: number) => void;
  play: () => void;
  pause: () => void;
  toggle: () => void;
  setRate: (rate: number) => void;
  setMuted: (muted: boolean) => void;
  setVolume: (volume: number) => void;
};

const atFirst: PlaybackState = {
  playing: false,
  buffering: false,
  rate: 1,
  muted: false,
  volume: 1,
  resting: true,
};

export function createPlayback(): Playback {
  const state = createStore<PlaybackState>(() => atFirst);
  const listeners = new Set<(frame: number) => void>();
  let player: PlayerRef | null = null;
  let beforeJump: () => void = () => undefined;
  let frame = 0;
  let length = 0;
  let wanted = false;

  function moveTo(next: number): void {
    frame = next;
    for (const listener of listeners) listener(next);
  }

  function jump(target: number): void {
    const bounded = Math.min(Math.max(Math.round(target), 0), Math.max(length - 1, 0));
    player?.seekTo(bounded);
    moveTo(bounded);
  }

  function seek(target: number): void {
    state.setState({ resting: false });
    beforeJump();
    jump(target);
  }

  function rest(target: number): void {
    player?.pause();
    seek(target);
    state.setState({ resting: true });
  }

  function play(): void {
    state.setState({ resting: false });
    // Asked before the engine has come: it starts when it does.
    wanted = player === null;
    if (frame >= length - 1) seek(0);
    player?.play();
  }

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
      if (wanted) play();
      return () => {
        detach();
        player = null;
        state.setState({ playing: false, buffering: false });
      };
    },
    setLength(frames) {
      length = frames;
    },
    seek,
    rest,
    jump,
    play,
    pause: () => player?.pause(),
    toggle: () => (state.getState().playing ? player?.pause() : play()),
    ...knobs(state, () => player),
  };
}

type Knobs = Pick<Playback, "setRate" | "setMuted" | "setVolume">;

function knobs(state: StoreApi<PlaybackState>, player: () => PlayerRef | null): Knobs {
  return {
    setRate: (rate) => state.setState({ rate }),
    setMuted(muted) {
      if (muted) player()?.mute();
      else player()?.unmute();
      state.setState({ muted });
    },
    setVolume(volume) {
      player()?.setVolume(volume);
      state.setState({ volume, muted: volume === 0 });
    },
  };
}

type Sink = { state: StoreApi<PlaybackState>; moveTo: (frame: number) => void };

function listen(player: PlayerRef, { state, moveTo }: Sink): () => void {
  const onFrame = (event: { detail: { frame: number } }): void => moveTo(event.detail.frame);
  const set = (change: Partial<PlaybackState>) => () => state.setState(change);
  const onPlay = set({ playing: true });
  const onPause = set({ playing: false });
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
    player.removeEventListener("frameupdate", onFrame);
    player.removeEventListener("seeked", onFrame);
    player.removeEventListener("play", onPlay);
    player.removeEventListener("pause", onPause);
    player.removeEventListener("ended", onPause);
    player.removeEventListener("waiting", onWaiting);
    player.removeEventListener("resume", onResume);
  };
}
