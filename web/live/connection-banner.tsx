"use client";
import { useConvexConnectionState } from "convex/react";
import { CloudOff, LoaderCircle, LogIn } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect, useState, useSyncExternalStore } from "react";
import { after } from "@/browser/time.ts";
import { text } from "@/text/editing.ts";
import { buttonClasses } from "@/ui/button.tsx";
import { useAuthState } from "./auth-state.ts";

const t = text.states;
/** Short gaps heal before anyone need know of them. */
const graceMs = 1_500;

type Trouble = "offline" | "reconnecting" | "away" | "signed_out";

function onLineChange(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

function useTrouble(): Trouble | null {
  const connection = useConvexConnectionState();
  const auth = useAuthState();
  const online = useSyncExternalStore(
    onLineChange,
    () => navigator.onLine,
    () => true,
  );
  const [late, setLate] = useState(false);
  const connected = connection.isWebSocketConnected;
  useEffect(() => {
    if (connected) return undefined;
    const stop = after(graceMs, () => setLate(true));
    return () => {
      stop();
      setLate(false);
    };
  }, [connected]);
  if (auth.signedOut) return "signed_out";
  if (!online) return "offline";
  if (auth.away) return "away";
  return late && connection.hasEverConnected ? "reconnecting" : null;
}

const words: Record<Trouble, string> = {
  offline: `${t.offlineTitle}. ${t.offlineBody}`,
  reconnecting: t.reconnecting,
  away: t.backendAway,
  signed_out: `${t.signedOutTitle}. ${t.signedOutBody}`,
};

/** Says what is going on with the connection, and nothing while all is well. */
export function ConnectionBanner() {
  const trouble = useTrouble();
  const path = usePathname();
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 top-2 z-50 flex justify-center px-3"
    >
      {trouble ? (
        <div className="pointer-events-auto flex max-w-xl animate-rise items-center gap-3 rounded-full border border-line bg-raised py-1.5 pr-2 pl-4 text-sm shadow-2">
          {trouble === "offline" || trouble === "signed_out" ? (
            <CloudOff aria-hidden className="size-4 shrink-0 text-warn" />
          ) : (
            <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-warn" />
          )}
          <span className="py-1 pr-2">{words[trouble]}</span>
          {trouble === "signed_out" ? (
            <a
              href={`/sign-in?next=${encodeURIComponent(path)}`}
              className={buttonClasses("primary", "sm")}
            >
              <LogIn aria-hidden className="size-3.5" />
              {t.signInAgain}
            </a>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
