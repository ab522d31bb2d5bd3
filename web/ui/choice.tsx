"use client";
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

/** A choice that is on or off. */
export function Switch(props: {
  label: string;
  checked: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-label={props.label}
      aria-checked={props.checked}
      disabled={props.disabled}
      onClick={() => props.onChange(!props.checked)}
      className="relative h-5 w-9 shrink-0 rounded-full bg-press transition-colors aria-checked:bg-accent disabled:opacity-55"
    >
      <span
        className={classes(
          "block size-4 rounded-full bg-raised shadow-1 transition-transform duration-150",
          props.checked ? "translate-x-4.5" : "translate-x-0.5",
        )}
      />
    </button>
  );
}

/** A switch whose name stands beside it. */
export function LabelledSwitch(props: {
  label: string;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <div className="flex items-center gap-2.5">
      <Switch {...props} />
      <span aria-hidden className="text-xs text-muted">
        {props.label}
      </span>
    </div>
  );
}
