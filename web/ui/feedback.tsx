import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

export type Tone = "neutral" | "accent" | "good" | "warn" | "bad";

const badgeTones: Record<Tone, string> = {
  neutral: "bg-hover text-muted",
  accent: "bg-accent-soft text-accent-text",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
};

export function Badge(props: {
  tone?: Tone;
  children: ReactNode;
  live?: boolean;
  className?: string;
}) {
  return (
    <span
      className={classes(
        "inline-flex h-5 shrink-0 items-center gap-1.5 rounded-full px-2 text-2xs font-medium whitespace-nowrap",
        badgeTones[props.tone ?? "neutral"],
        props.className,
      )}
    >
      {props.live ? <span className="size-1.5 animate-pulse-soft rounded-full bg-current" /> : null}
      {props.children}
    </span>
  );
}

export function Spinner({ label }: { label: string }) {
  return (
    <span role="status" className="inline-flex items-center gap-2 text-sm text-muted">
      <LoaderCircle aria-hidden className="size-4 animate-spin" />
      {label}
    </span>
  );
}

/** How far something is, or that it moves at all. */
export function Progress(props: {
  label: string;
  fraction: number | null;
  tone?: "accent" | "bad";
}) {
  const percent = props.fraction === null ? null : Math.round(props.fraction * 100);
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { "aria-valuenow": percent })}
      className="h-1 w-full overflow-hidden rounded-full bg-press"
    >
      <div
        className={classes(
          "h-full rounded-full transition-[width] duration-300",
          props.tone === "bad" ? "bg-bad" : "bg-accent",
          percent === null && "w-1/3 animate-pulse-soft",
        )}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes("shimmer rounded-control bg-hover", className)} />;
}

export function EmptyState(props: {
  art?: ReactNode;
  title: string;
  body: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-14 text-center">
      {props.art}
      <h2 className="text-lg font-semibold tracking-tight">{props.title}</h2>
      <p className="text-sm leading-6 text-muted text-pretty">{props.body}</p>
      {props.action ? (
        <div className="mt-2 flex flex-wrap justify-center gap-2">{props.action}</div>
      ) : null}
    </div>
  );
}

export function Notice(props: {
  tone: Tone;
  title?: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div
      role={props.tone === "bad" ? "alert" : "status"}
      className={classes(
        "flex flex-wrap items-start gap-3 rounded-card px-3.5 py-3 text-sm",
        badgeTones[props.tone],
      )}
    >
      <div className="min-w-0 flex-1 leading-5">
        {props.title ? <p className="font-semibold">{props.title}</p> : null}
        <div className="text-ink/90">{props.children}</div>
      </div>
      {props.action}
    </div>
  );
}
