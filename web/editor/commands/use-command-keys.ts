"use client";
import { useEffect, useRef } from "react";
import { allCommands } from "./all.ts";
import type { CommandContext } from "./command.ts";
import { belongsToFocus, toShortcut } from "./shortcut.ts";

/** Runs the command that the pressed keys name, unless they belong to what has the focus. */
export function useCommandKeys(context: () => CommandContext): void {
  const latest = useRef(context);
  latest.current = context;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const shortcut = toShortcut(event);
      if (event.defaultPrevented || belongsToFocus(document.activeElement, shortcut)) return;
      const command = allCommands.find(({ keys }) => keys.includes(shortcut));
      if (!command) return;
      const now = latest.current();
      if (!command.canRun(now)) return;
      event.preventDefault();
      command.run(now);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
