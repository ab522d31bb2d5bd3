import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes.ts";
import { Tooltip } from "./tooltip.tsx";

export type ButtonTone = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const tones: Record<ButtonTone, string> = {
  primary:
    "bg-accent text-on-accent shadow-1 hover:bg-accent-strong disabled:bg-press disabled:text-faint disabled:shadow-none",
  secondary:
    "bg-raised text-ink border border-line-strong shadow-1 hover:bg-hover disabled:text-faint disabled:shadow-none disabled:border-line",
  ghost:
    "text-muted hover:bg-hover hover:text-ink disabled:text-faint disabled:hover:bg-transparent",
  danger: "bg-bad-soft text-bad border border-transparent hover:border-bad disabled:text-faint",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 px-2.5 gap-1.5 text-xs rounded-md",
  md: "h-9 px-3.5 gap-2 text-sm rounded-control",
  lg: "h-11 px-5 gap-2 text-[0.9375rem] rounded-[0.625rem]",
};

export function buttonClasses(tone: ButtonTone = "secondary", size: ButtonSize = "md"): string {
  return classes(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap font-medium transition-[background-color,border-color,color,transform] duration-150 active:translate-y-px disabled:active:translate-y-0",
    tones[tone],
    sizes[size],
  );
}

type ButtonProps = ComponentProps<"button"> & {
  tone?: ButtonTone;
  size?: ButtonSize;
  busy?: boolean;
  icon?: ReactNode;
};

export function Button({ tone, size, busy, icon, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
      className={classes(buttonClasses(tone, size), className)}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {children}
    </button>
  );
}

type IconButtonProps = ComponentProps<"button"> & {
  label: string;
  /** What a tip says when that is more than the name; null for a picture that everybody knows. */
  tip?: string | null | undefined;
  keys?: string;
  size?: "sm" | "md";
  active?: boolean;
};

/** A button whose picture needs a name, which a tip shows. */
export function IconButton(props: IconButtonProps) {
  const { label, tip, keys, size, active, className, ...rest } = props;
  return (
    <Tooltip label={tip === undefined ? label : tip} keys={keys}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={classes(
          "inline-flex shrink-0 items-center justify-center rounded-control transition-colors duration-150 disabled:text-faint disabled:opacity-55 disabled:hover:bg-transparent [&_svg]:size-4",
          size === "sm" ? "size-7" : "size-9",
          active ? "bg-accent-soft text-accent-text" : "text-muted hover:bg-hover hover:text-ink",
          className,
        )}
      />
    </Tooltip>
  );
}
