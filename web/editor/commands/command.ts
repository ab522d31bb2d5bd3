/** A command is data: the same object feeds menus, buttons, shortcuts, the help sheet and tests. */
import type { Scene } from "@/live/types.ts";
import type { PlacedClip } from "@/remotion/clip.ts";
import type { Playback } from "../player/playback.ts";
import type { EditorStore } from "../state/editor-store.ts";
import type { Actions } from "../state/use-actions.ts";

export type CommandContext = {
  scenes: readonly Scene[];
  selected: Scene | null;
  clips: readonly PlacedClip[];
  playback: Playback;
  store: EditorStore;
  actions: Actions;
  undo: boolean;
  redo: boolean;
  view: {
    focusWish: (scope: "scene" | "session") => void;
    toggleFullScreen: () => void;
    /** Pixels a second at which the whole video fits. */
    fitZoom: () => number;
  };
};

export type Command = {
  id: string;
  group: "play" | "scenes" | "view" | "history";
  /** `Mod` is Ctrl, and Command on a Mac. The first one is shown. */
  keys: readonly string[];
  canRun: (context: CommandContext) => boolean;
  run: (context: CommandContext) => void;
};

export const always = (): boolean => true;
export const withFrames = ({ clips }: CommandContext): boolean => clips.length > 0;
export const withSelected = ({ selected }: CommandContext): boolean => selected !== null;
