"use client";
import { useSyncExternalStore } from "react";

/** Where the panes stand side by side, as `lg:` has it in the styles. */
const wide = "(min-width: 64rem)";

function onChange(listener: () => void): () => void {
  const query = window.matchMedia(wide);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

export function useWide(): boolean {
  return useSyncExternalStore(
    onChange,
    () => window.matchMedia(wide).matches,
    () => true,
  );
}
