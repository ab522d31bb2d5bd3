"use client";
import { useEffect, useEffectEvent } from "react";
import { allCommands } from "./all.ts";
import type { CommandContext } from "./command.ts";
import { belongsToFocus, toShortcut } from "./shortcut.ts";

/** Runs the command that the pressed keys name, unless they belong to what has the focus. */
export function useCommandKeys(context: () => CommandContext): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const shortcut = toShortcut(event);
    if (event.defaultPrevented || belongsToFocus(document.activeElement, shortcut)) return;
    const command = allCommands.find(({ keys }) => keys.includes(shortcut));
    if (!command) return;
    const now = context();
    if (!command.canRun(now)) return;
    event.preventDefault();
    command.run(now);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
