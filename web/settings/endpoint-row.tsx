"use client";
import { api } from "@convex/_generated/api";
import { useAction, useMutation, usePaginatedQuery } from "convex/react";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { told } from "@/library/use-library-actions.ts";
import { newRequestId } from "@/live/request-id.ts";
import type { Delivery, Endpoint } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { Badge, type Tone } from "@/ui/feedback.tsx";
import { toast } from "@/ui/toast.tsx";

const t = text.settings;

const tones: Record<string, Tone> = {
  active: "good",
  paused: "warn",
  disabled: "bad",
  succeeded: "good",
  failed: "bad",
  dropped: "neutral",
  pending: "accent",
  sending: "accent",
};

type Props = { endpoint: Endpoint; onSecret: (secret: string) => void };

export function EndpointRow({ endpoint, onSecret }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <li className="py-3.5">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 truncate font-mono text-xs">{endpoint.url}</p>
        <Badge tone={tones[endpoint.status] ?? "neutral"}>{t.hookStatus[endpoint.status]}</Badge>
      </div>
      {endpoint.disabledReason ? (
        <p className="mt-1 text-xs text-bad">{endpoint.disabledReason}</p>
      ) : null}
      <p className="mt-1 text-xs text-faint">
        {endpoint.events.includes("*") ? t.hookAll : endpoint.events.join(", ")}
      </p>
      <EndpointButtons endpoint={endpoint} onSecret={onSecret} />
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="mt-2 flex items-center gap-1 rounded-md text-xs text-muted hover:text-ink"
      >
        <ChevronRight
          aria-hidden
          className={classes("size-3.5 transition-transform", open && "rotate-90")}
        />
        {t.hookDeliveries}
      </button>
      {open ? <Deliveries endpoint={endpoint} /> : null}
    </li>
  );
}

function EndpointButtons({ endpoint, onSecret }: Props) {
  const update = useMutation(api.webhooks.updateEndpoint);
  const remove = useMutation(api.webhooks.removeEndpoint);
  const sendTest = useMutation(api.webhooks.sendTest);
  const rotate = useAction(api.webhooks.rotateSecret);
  const endpointId = endpoint._id;
  const active = endpoint.status === "active";
  async function test(): Promise<void> {
    if (await told(sendTest({ endpointId, clientRequestId: newRequestId() }))) toast(t.hookTested);
  }
  return (
    <div className="mt-2 flex flex-wrap gap-1.5">
      <Button size="sm" disabled={!active} onClick={() => void test()}>
        {t.hookTest}
      </Button>
      <Button
        size="sm"
        onClick={() => void told(update({ endpointId, status: active ? "paused" : "active" }))}
      >
        {active ? t.hookPause : t.hookResume}
      </Button>
      <Button
        size="sm"
        onClick={() => void told(rotate({ endpointId }).then(({ secret }) => onSecret(secret)))}
      >
        {t.hookRotate}
      </Button>
      <Button size="sm" tone="danger" onClick={() => void told(remove({ endpointId }))}>
        {t.hookRemove}
      </Button>
    </div>
  );
}

function Deliveries({ endpoint }: { endpoint: Endpoint }) {
  const deliveries = usePaginatedQuery(
    api.webhooks.deliveries,
    { endpointId: endpoint._id },
    { initialNumItems: 10 },
  );
  if (deliveries.status !== "LoadingFirstPage" && deliveries.results.length === 0) {
    return <p className="py-3 text-xs text-faint">{t.hookNoDeliveries}</p>;
  }
  return (
    <ul className="mt-2 divide-y divide-line rounded-card border border-line">
      {deliveries.results.map((delivery) => (
        <DeliveryRow key={delivery._id} delivery={delivery} />
      ))}
      {deliveries.status === "CanLoadMore" ? (
        <li className="p-2">
          <Button size="sm" tone="ghost" onClick={() => deliveries.loadMore(20)}>
            {text.library.loadMore}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const redeliver = useMutation(api.webhooks.redeliver);
  const sendAgain = async (): Promise<void> => {
    const again = redeliver({ deliveryId: delivery._id, clientRequestId: newRequestId() });
    if (await told(again)) toast(t.hookQueuedAgain);
  };
  return (
    <li className="flex flex-wrap items-center gap-2 px-3 py-2 text-xs">
      <span className="font-mono">{delivery.eventType}</span>
      <span className="tabular min-w-0 flex-1 truncate text-faint">
        {new Date(delivery.createdAt).toLocaleString()} · {t.attempts(delivery.attempts)}
        {delivery.lastStatus === undefined ? "" : ` · ${delivery.lastStatus}`}
        {delivery.lastError ? ` · ${delivery.lastError}` : ""}
      </span>
      <Badge tone={tones[delivery.status] ?? "neutral"}>{t.hookStatus[delivery.status]}</Badge>
      <Button size="sm" tone="ghost" onClick={() => void sendAgain()}>
        {t.hookAgain}
      </Button>
    </li>
  );
}
