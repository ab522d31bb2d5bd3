"use client";
import { useEffect, useRef } from "react";
import { belongsToFocus, toShortcut } from "@/editor/commands/shortcut.ts";
import type { Playback } from "@/editor/player/playback.ts";

type Doing = { step: (by: 1 | -1) => void; toggleFullScreen: () => void };

/** The playing keys of the editor, on a page where nothing can be changed. */
export function usePlayKeys(playback: Playback, doing: Doing): void {
  const latest = useRef(doing);
  latest.current = doing;
  useEffect(() => {
    const by = (frames: number) => () => {
      playback.pause();
      playback.seek(playback.frame() + frames);
    };
    const keys: Record<string, () => void> = {
      Space: playback.toggle,
      k: playback.pause,
      l: playback.play,
      ArrowLeft: by(-1),
      ArrowRight: by(1),
      "Shift+ArrowLeft": () => latest.current.step(-1),
      "Shift+ArrowRight": () => latest.current.step(1),
      Home: () => playback.seek(0),
      m: () => playback.setMuted(!playback.state.getState().muted),
      f: () => latest.current.toggleFullScreen(),
    };
    const onKey = (event: KeyboardEvent): void => {
      const shortcut = toShortcut(event);
      const act = keys[shortcut];
      if (!act || event.defaultPrevented || belongsToFocus(document.activeElement, shortcut))
        return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [playback]);
}
