"use client";
import { useEffect, useEffectEvent } from "react";
import { belongsToFocus, toShortcut } from "@/editor/commands/shortcut.ts";
import type { Playback } from "@/editor/player/playback.ts";

type Doing = { step: (by: 1 | -1) => void; toggleFullScreen: () => void };

/** The playing keys of the editor, on a page where nothing can be changed. */
export function usePlayKeys(playback: Playback, doing: Doing): void {
  const by = (frames: number) => (): void => {
    playback.pause();
    playback.seek(playback.frame() + frames);
  };
  const keys: Record<string, () => void> = {
    Space: playback.toggle,
    k: playback.pause,
    j: playback.backwards,
    l: playback.forwards,
    ArrowLeft: by(-1),
    ArrowRight: by(1),
    "Shift+ArrowLeft": () => doing.step(-1),
    "Shift+ArrowRight": () => doing.step(1),
    Home: () => playback.seek(0),
    m: () => playback.setMuted(!playback.state.getState().muted),
    f: doing.toggleFullScreen,
  };
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const shortcut = toShortcut(event);
    const act = keys[shortcut];
    if (!act || event.defaultPrevented || belongsToFocus(document.activeElement, shortcut)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
