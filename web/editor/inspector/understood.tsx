"use client";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { nextStep, type Reading, type Understood } from "../wishes/reading.ts";
import { Readings } from "../wishes/readings.tsx";

const t = text.inspector;

/** What was understood of a wish, before it is done: Enter does it, 1 to 3 pick, Escape goes back. */
export function UnderstoodWish(props: {
  understood: Understood;
  busy: boolean;
  onApply: (reading: Reading) => void;
  onBack: () => void;
}) {
  const { readings, said } = props.understood;
  const step = nextStep(props.understood);
  const [picked, setPicked] = useState(step === "confirm" ? 0 : undefined);
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.focus(), []);
  const chosen = picked === undefined ? undefined : readings[picked];

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") props.onBack();
    else if (event.key === "Enter" && event.target === group.current && chosen) {
      props.onApply(chosen);
    } else if (/^[1-3]$/.test(event.key) && readings[Number(event.key) - 1]) {
      setPicked(Number(event.key) - 1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={group}
      role="group"
      tabIndex={-1}
      aria-label={step === "confirm" ? t.understood : t.offers}
      onKeyDown={onKeyDown}
      className="flex animate-rise flex-col gap-2 rounded-card border border-accent-line bg-accent-soft p-3 outline-none focus-visible:outline-2 focus-visible:outline-accent"
    >
      <p role="status" className="text-xs font-medium">
        {step === "say" ? said : step === "confirm" ? t.understood : t.offers}
      </p>
      {readings.length > 0 ? (
        <Readings readings={readings} picked={picked} onPick={setPicked} />
      ) : null}
      {readings.length > 0 ? (
        <p className="text-2xs text-faint max-lg:hidden">{t.applyHint}</p>
      ) : null}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button size="sm" tone="ghost" onClick={props.onBack}>
          {t.sayDifferently}
        </Button>
        {readings.length > 0 ? (
          <Button
            size="sm"
            tone="primary"
            busy={props.busy}
            disabled={chosen === undefined}
            onClick={() => (chosen ? props.onApply(chosen) : undefined)}
          >
            {t.apply}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
