"use client";
import { useCallback, useSyncExternalStore } from "react";
import { keep, kept, onKept } from "./storage.ts";

/** Text that survives whatever happens to the page; each name is one place where people type. */
export function useDraft(name: string): [string, (value: string) => void] {
  const draft = useSyncExternalStore(
    onKept,
    () => kept(name),
    () => "",
  );
  return [draft, useCallback((value: string) => keep(name, value), [name])];
}
