"use client";
/** Short messages at the foot of the page: said to everybody, gone by themselves, held by a pointer. */
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { after } from "@/browser/time.ts";
import { common } from "@/text/shell.ts";
import { classes } from "./classes.ts";

type Kind = "plain" | "success" | "error";
type Options = { description?: string; action?: { label: string; onClick: () => void } };
type Shown = Options & { id: number; kind: Kind; message: string };

/** One that asks for something stays longer, and so does one that has more to say. */
const staysMs = 4_000;
const staysLongerMs = 8_000;
const shownMax = 3;

const toasts = createStore<{ next: number; list: readonly Shown[] }>(() => ({ next: 1, list: [] }));

function say(kind: Kind, message: string, options: Options = {}): void {
  toasts.setState(({ next, list }) => ({
    next: next + 1,
    list: [...list, { ...options, id: next, kind, message }].slice(-shownMax),
  }));
}

function drop(id: number): void {
  toasts.setState(({ list }) => ({ list: list.filter((one) => one.id !== id) }));
}

export const toast = Object.assign(
  (message: string, options?: Options): void => say("plain", message, options),
  {
    success: (message: string, options?: Options): void => say("success", message, options),
    error: (message: string, options?: Options): void => say("error", message, options),
  },
);

export function Toaster() {
  const list = useStore(toasts, (state) => state.list);
  return (
    <section
      aria-label={common.messages}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-5 z-50 flex flex-col items-center gap-2 px-3"
    >
      {list.map((one) => (
        <Toast key={one.id} toast={one} />
      ))}
    </section>
  );
}

function Toast({ toast: { id, kind, message, description, action } }: { toast: Shown }) {
  const [held, setHeld] = useState(false);
  const longer = action !== undefined || description !== undefined;
  useEffect(() => {
    if (held) return undefined;
    return after(longer ? staysLongerMs : staysMs, () => drop(id));
  }, [held, longer, id]);
  return (
    <div
      role={kind === "error" ? "alert" : undefined}
      data-toast={kind}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full max-w-md animate-rise items-center gap-3 rounded-card border border-line bg-raised py-2.5 pr-2 pl-4 text-sm text-ink shadow-3"
    >
      <Sign kind={kind} />
      <div className="min-w-0 flex-1 py-0.5">
        <p className="font-medium text-pretty">{message}</p>
        {description ? <p className="mt-0.5 text-muted text-pretty">{description}</p> : null}
      </div>
      {action ? (
        <button
          type="button"
          onClick={() => {
            action.onClick();
            drop(id);
          }}
          className="shrink-0 rounded-md bg-accent-soft px-2.5 py-1 text-xs font-medium text-accent-text hover:bg-press"
        >
          {action.label}
        </button>
      ) : null}
      <button
        type="button"
        aria-label={common.close}
        onClick={() => drop(id)}
        className="grid size-7 shrink-0 place-items-center rounded-md text-faint hover:bg-hover hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </div>
  );
}

function Sign({ kind }: { kind: Kind }) {
  if (kind === "plain") return null;
  const Icon = kind === "error" ? CircleAlert : CircleCheck;
  return (
    <Icon
      aria-hidden
      className={classes("size-4 shrink-0", kind === "error" ? "text-bad" : "text-good")}
    />
  );
}
