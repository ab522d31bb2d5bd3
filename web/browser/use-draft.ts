"use client";
import { useCallback, useEffect, useState } from "react";
import { keep, kept } from "./storage.ts";

/** Text that survives whatever happens to the page; each name is one place where people type. */
export function useDraft(name: string): [string, (value: string) => void] {
  const [draft, setDraft] = useState({ name, value: "" });
  useEffect(() => setDraft({ name, value: kept(name) }), [name]);
  const change = useCallback(
    (value: string) => {
      setDraft({ name, value });
      keep(name, value);
    },
    [name],
  );
  return [draft.name === name ? draft.value : "", change];
}
