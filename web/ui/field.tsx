import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";

export const inputClasses =
  "w-full rounded-control border border-line-strong bg-raised px-3 text-ink shadow-1 transition-colors placeholder:text-faint hover:border-accent-line focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent-soft disabled:bg-sunken disabled:text-faint aria-invalid:border-bad";

type Described = {
  label: string;
  hint?: ReactNode;
  problem?: string | undefined;
  hideLabel?: boolean;
};

function Frame(props: Described & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label
        htmlFor={props.id}
        className={props.hideLabel ? "sr-only" : "text-xs font-medium text-muted"}
      >
        {props.label}
      </label>
      {props.children}
      {props.hint && !props.problem ? (
        <p id={`${props.id}-hint`} className="text-xs text-faint">
          {props.hint}
        </p>
      ) : null}
      {props.problem ? (
        <p id={`${props.id}-problem`} role="alert" className="text-xs text-bad">
          {props.problem}
        </p>
      ) : null}
    </div>
  );
}

function describedBy(id: string, props: Described): string | undefined {
  if (props.problem) return `${id}-problem`;
  return props.hint ? `${id}-hint` : undefined;
}

export function TextField({
  label,
  hint,
  problem,
  hideLabel,
  className,
  ...rest
}: Described & ComponentProps<"input">) {
  const own = useId();
  const id = rest.id ?? own;
  return (
    <Frame {...{ id, label, hint, problem, hideLabel: hideLabel ?? false }}>
      <input
        {...rest}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, { label, hint, problem })}
        className={classes(inputClasses, "h-9 text-sm", className)}
      />
    </Frame>
  );
}

export function TextArea({
  label,
  hint,
  problem,
  hideLabel,
  className,
  ...rest
}: Described & ComponentProps<"textarea">) {
  const own = useId();
  const id = rest.id ?? own;
  return (
    <Frame {...{ id, label, hint, problem, hideLabel: hideLabel ?? false }}>
      <textarea
        {...rest}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, { label, hint, problem })}
        className={classes(inputClasses, "resize-none py-2 text-sm leading-6", className)}
      />
    </Frame>
  );
}
