"use client";
import { useEffect } from "react";

/** Has the browser keep the page that is shown when no other can be fetched. */
export function useOfflinePage(): void {
  useEffect(() => {
    // Browsers offer service workers to secure contexts only; without one, all else works.
    if (!("serviceWorker" in navigator)) return;
    navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  }, []);
}
