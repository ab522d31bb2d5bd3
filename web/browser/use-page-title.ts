"use client";
import { useEffect } from "react";
import { common } from "@/text/shell.ts";

/** Names the window after what is open in it. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${common.product}`;
  }, [title]);
}
