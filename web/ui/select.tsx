"use client";
import { ChevronDown } from "lucide-react";
import type { Option } from "./choice.tsx";
import { classes } from "./classes.ts";
import { useOnDemand } from "./on-demand.ts";

export type SelectProps<Value extends string> = {
  label: string;
  options: readonly Option<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  size?: "sm" | "md";
};

export function selectClasses(size: "sm" | "md" = "md"): string {
  return classes(
    "inline-flex items-center justify-between gap-2 rounded-control border border-line-strong bg-raised font-medium whitespace-nowrap text-ink shadow-1 hover:bg-hover",
    size === "sm" ? "h-7 px-2 text-xs" : "h-9 px-3 text-sm",
  );
}

/** One of several; until it is first opened, it is a button that says which. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const [popup, trigger] = useOnDemand("listbox", async () => import("./select-popup.tsx"));
  if (popup) return <popup.SelectPopup {...props} />;
  const chosen = props.options.find(({ value }) => value === props.value);
  return (
    <button
      type="button"
      role="combobox"
      aria-label={props.label}
      {...trigger}
      className={selectClasses(props.size)}
    >
      <span>{chosen?.label}</span>
      <ChevronDown aria-hidden className="size-3.5 text-faint" />
    </button>
  );
}
