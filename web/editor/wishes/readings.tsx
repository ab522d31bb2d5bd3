"use client";
import { Check } from "lucide-react";
import { text } from "@/text/editing.ts";
import { Badge } from "@/ui/feedback.tsx";
import { classes } from "@/ui/classes.ts";
import type { Reading } from "./reading.ts";

/** Readings of one wish as chips; a click picks one. */
export function Readings(props: {
  readings: readonly Reading[];
  picked: number | undefined;
  onPick: (index: number) => void;
}) {
  return (
    <ul className="flex flex-col gap-1.5">
      {props.readings.map((reading, index) => {
        const on = props.picked === index;
        return (
          <li key={reading.said}>
            <button
              type="button"
              aria-pressed={on}
              aria-label={reading.said}
              onClick={() => props.onPick(index)}
              className={classes(
                "flex w-full items-center gap-1.5 rounded-control border bg-raised px-2.5 py-1.5 text-left",
                on ? "border-accent" : "border-line hover:border-accent-line",
              )}
            >
              <span className="flex flex-1 flex-wrap gap-1">
                {reading.chips.map((chip) => (
                  <Badge
                    key={chip}
                    tone={on ? "accent" : "neutral"}
                    className="h-auto! whitespace-normal!"
                  >
                    {chip}
                  </Badge>
                ))}
              </span>
              {on ? <Check aria-hidden className="size-3.5 shrink-0 text-accent-text" /> : null}
            </button>
          </li>
        );
      })}
      {props.readings.length === 0 ? (
        <li className="text-xs text-muted">{text.wishes.nothing}</li>
      ) : null}
    </ul>
  );
}
