/** What a player does at the moment, for those who show it. */
export type PlaybackState = {
  playing: boolean;
  buffering: boolean;
  /** How fast it plays backwards; 0 while it does not. */
  backwards: number;
  rate: number;
  muted: boolean;
  /** At the start of a scene that was opened or chosen, and not yet played or looked through. */
  resting: boolean;
};

export const rates = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2] as const;

export const atFirst: PlaybackState = {
  playing: false,
  buffering: false,
  backwards: 0,
  rate: 1,
  muted: false,
  resting: true,
};
