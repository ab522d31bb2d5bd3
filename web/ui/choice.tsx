"use client";
import { Check, ChevronDown } from "lucide-react";
import { Select as BaseSelect } from "@base-ui/react/select";
import { Switch as BaseSwitch } from "@base-ui/react/switch";
import { classes } from "./classes.ts";

export type Option<Value extends string> = { value: Value; label: string };

/** A row of choices of which one is on. */
export function Segmented<Value extends string>(props: {
  label: string;
  options: Option<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      className="inline-flex rounded-control border border-line bg-sunken p-0.5"
    >
      {props.options.map((option) => (
        <label
          key={option.value}
          className={classes(
            "cursor-pointer rounded-md px-2.5 py-1 text-xs font-medium transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent",
            option.value === props.value
              ? "bg-raised text-ink shadow-1"
              : "text-muted hover:text-ink",
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={props.label}
            value={option.value}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}

export function Select<Value extends string>(props: {
  label: string;
  options: Option<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  size?: "sm" | "md";
}) {
  return (
    <BaseSelect.Root
      items={props.options}
      value={props.value}
      onValueChange={(value) => {
        const chosen = props.options.find((option) => option.value === value);
        if (chosen) props.onChange(chosen.value);
      }}
    >
      <BaseSelect.Trigger
        aria-label={props.label}
        className={classes(
          "inline-flex items-center justify-between gap-2 rounded-control border border-line-strong bg-raised font-medium text-ink shadow-1 hover:bg-hover",
          props.size === "sm" ? "h-7 px-2 text-xs" : "h-9 px-3 text-sm",
        )}
      >
        <BaseSelect.Value />
        <BaseSelect.Icon>
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={6} alignItemWithTrigger={false} className="z-50">
          <BaseSelect.Popup className="max-h-72 min-w-(--anchor-width) animate-rise overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-2 outline-none">
            {props.options.map((option) => (
              <BaseSelect.Item
                key={option.value}
                value={option.value}
                className="flex cursor-default items-center gap-2 rounded-md py-1.5 pr-3 pl-2 text-sm outline-none data-highlighted:bg-hover"
              >
                <BaseSelect.ItemIndicator keepMounted className="w-4 not-data-selected:invisible">
                  <Check aria-hidden className="size-4 text-accent-text" />
                </BaseSelect.ItemIndicator>
                <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}

export function Switch(props: {
  label: string;
  checked: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
}) {
  return (
    <BaseSwitch.Root
      aria-label={props.label}
      checked={props.checked}
      disabled={props.disabled ?? false}
      onCheckedChange={props.onChange}
      className="relative h-5 w-9 shrink-0 rounded-full bg-press transition-colors data-checked:bg-accent"
    >
      <BaseSwitch.Thumb className="block size-4 translate-x-0.5 rounded-full bg-raised shadow-1 transition-transform duration-150 data-checked:translate-x-4.5" />
    </BaseSwitch.Root>
  );
}
