"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

export type Tab = { id: string; label: string; content: ReactNode; badge?: ReactNode };

export function Tabs(props: {
  tabs: Tab[];
  value: string;
  onChange: (id: string) => void;
  label: string;
  fill?: boolean;
}) {
  return (
    <Base.Root
      value={props.value}
      onValueChange={(value) => props.onChange(String(value))}
      className={classes("flex flex-col", props.fill && "min-h-0 flex-1")}
    >
      <Base.List
        aria-label={props.label}
        className="relative flex shrink-0 gap-1 border-b border-line px-3"
      >
        {props.tabs.map((tab) => (
          <Base.Tab
            key={tab.id}
            value={tab.id}
            className="relative flex h-10 items-center gap-1.5 rounded-md px-2.5 text-[0.8125rem] font-medium text-muted transition-colors hover:text-ink data-active:text-ink"
          >
            {tab.label}
            {tab.badge}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-all duration-200 ease-(--ease)" />
      </Base.List>
      {props.tabs.map((tab) => (
        <Base.Panel
          key={tab.id}
          value={tab.id}
          className={classes("outline-none", props.fill && "min-h-0 flex-1 overflow-y-auto")}
        >
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
