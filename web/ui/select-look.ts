/** What a choice is given and how its button looks, opened or not. */
import type { Option } from "./choice.tsx";
import { classes } from "./classes.ts";

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
