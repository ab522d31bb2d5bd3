"use client";
import { api } from "@convex/_generated/api";
import { useMutation, useQuery } from "convex/react";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { told } from "@/library/use-library-actions.ts";
import { newRequestId } from "@/live/request-id.ts";
import type { Attempt, Delivery } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { Badge, type Tone } from "@/ui/feedback.tsx";
import { toast } from "@/ui/toast.tsx";

const t = text.settings;

export const tones: Record<string, Tone> = {
  active: "good",
  paused: "warn",
  disabled: "bad",
  succeeded: "good",
  failed: "bad",
  dropped: "neutral",
  pending: "accent",
  sending: "accent",
};

/** One line of the live log; opened, it shows every try with what was answered. */
export function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const [open, setOpen] = useState(false);
  const redeliver = useMutation(api.webhooks.redeliver);
  const sendAgain = async (): Promise<void> => {
    const again = redeliver({ deliveryId: delivery._id, clientRequestId: newRequestId() });
    if (await told(again)) toast(t.hookQueuedAgain);
  };
  return (
    <li className="px-3 py-2 text-xs">
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex items-center gap-1 rounded-md font-mono hover:text-accent-text"
        >
          <ChevronRight
            aria-hidden
            className={classes("size-3.5 transition-transform", open && "rotate-90")}
          />
          {delivery.eventType}
        </button>
        <span className="tabular min-w-0 flex-1 truncate text-faint">
          {new Date(delivery.createdAt).toLocaleString()} · {t.attempts(delivery.attempts)}
          {delivery.lastStatus === undefined ? "" : ` · ${delivery.lastStatus}`}
          {delivery.lastError ? ` · ${delivery.lastError}` : ""}
        </span>
        <Badge tone={tones[delivery.status] ?? "neutral"}>{t.hookStatus[delivery.status]}</Badge>
        <Button size="sm" tone="ghost" onClick={() => void sendAgain()}>
          {t.hookAgain}
        </Button>
      </div>
      {open ? <Tries delivery={delivery} /> : null}
    </li>
  );
}

function Tries({ delivery }: { delivery: Delivery }) {
  const tries = useQuery(api.webhooks.attempts, { deliveryId: delivery._id });
  const next = delivery.nextAttemptAt;
  return (
    <div className="mt-2 flex flex-col gap-2 border-l-2 border-line pl-3 text-muted">
      <p className="font-mono break-all text-faint">webhook-id: {delivery.webhookId}</p>
      {tries?.map((one) => (
        <Try key={one.attempt} one={one} />
      ))}
      {tries?.length === 0 ? <p>{t.tryNone}</p> : null}
      {delivery.status === "pending" && next !== undefined ? (
        <p>{t.tryNext(new Date(next).toLocaleString())}</p>
      ) : null}
    </div>
  );
}

function Try({ one }: { one: Attempt }) {
  return (
    <div>
      <p className="tabular">
        {t.tryLine(one.attempt, new Date(one.at).toLocaleString())}{" "}
        <span className="font-medium text-ink">{one.status ?? one.error}</span> ·{" "}
        {t.tryTook(one.latencyMs)}
        {one.location === undefined ? "" : ` · ${t.tryMoved(one.location)}`}
      </p>
      {one.responseExcerpt ? (
        <pre className="mt-1 max-h-32 overflow-auto rounded-control bg-sunken p-2 font-mono whitespace-pre-wrap">
          {one.responseExcerpt}
        </pre>
      ) : null}
    </div>
  );
}
