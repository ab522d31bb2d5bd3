"use client";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";

export type Tab = { id: string; label: string; content: ReactNode; badge?: ReactNode };

/** One panel of several; arrow keys, Home and End go from tab to tab. */
export function Tabs(props: {
  tabs: readonly Tab[];
  value: string;
  onChange: (id: string) => void;
  label: string;
  fill?: boolean;
}) {
  const { tabs, value } = props;
  const name = useId();
  const shown = tabs.find(({ id }) => id === value);
  return (
    <div className={classes("flex flex-col", props.fill && "min-h-0 flex-1")}>
      <div
        role="tablist"
        aria-label={props.label}
        onKeyDown={(event) => {
          const next = neighbour(event, tabs, value);
          if (!next) return;
          event.preventDefault();
          props.onChange(next.id);
          document.getElementById(`${name}-${next.id}`)?.focus();
        }}
        className="flex shrink-0 gap-1 border-b border-line px-3"
      >
        {tabs.map(({ id, label, badge }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${name}-${id}`}
            aria-selected={id === value}
            aria-controls={`${name}-panel`}
            tabIndex={id === value ? 0 : -1}
            onClick={() => props.onChange(id)}
            className={classes(
              "relative flex h-10 items-center gap-1.5 rounded-md px-2.5 text-[0.8125rem] font-medium transition-colors after:absolute after:inset-x-1 after:-bottom-px after:h-0.5 after:rounded-full after:transition-colors",
              id === value
                ? "text-ink after:bg-accent"
                : "text-muted after:bg-transparent hover:text-ink",
            )}
          >
            {label}
            {badge}
          </button>
        ))}
      </div>
      <div
        key={value}
        role="tabpanel"
        id={`${name}-panel`}
        aria-labelledby={`${name}-${value}`}
        className={classes("outline-none", props.fill && "min-h-0 flex-1 overflow-y-auto")}
      >
        {shown?.content}
      </div>
    </div>
  );
}

const steps: Record<string, (at: number, count: number) => number> = {
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

function neighbour(event: KeyboardEvent, tabs: readonly Tab[], value: string): Tab | undefined {
  const step = steps[event.key];
  const at = tabs.findIndex(({ id }) => id === value);
  return step && tabs[step(at, tabs.length)];
}
