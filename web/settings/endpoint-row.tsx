"use client";
import { api } from "@convex/_generated/api";
import { useAction, useMutation, usePaginatedQuery } from "convex/react";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { told } from "@/library/use-library-actions.ts";
import { newRequestId } from "@/live/request-id.ts";
import type { Endpoint } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { Badge } from "@/ui/feedback.tsx";
import { toast } from "@/ui/toast.tsx";
import { DeliveryRow, tones } from "./delivery-row.tsx";
import { EndpointForm } from "./endpoint-form.tsx";

const t = text.settings;

const dayMs = 86_400_000;

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
        <p className="mt-1 text-xs text-bad">
          {t.hookDisabled[endpoint.disabledReason] ?? endpoint.disabledReason}
        </p>
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
  const replay = useMutation(api.webhooks.replaySince);
  const [editing, setEditing] = useState(false);
  async function replayDay(): Promise<void> {
    const since = Date.now() - dayMs;
    const again = replay({ endpointId, since, onlyFailed: true, clientRequestId: newRequestId() });
    await told(again.then(({ queued }) => toast(t.hookReplayed(queued))));
  }
  async function test(): Promise<void> {
    if (await told(sendTest({ endpointId, clientRequestId: newRequestId() }))) toast(t.hookTested);
  }
  return (
    <div className="mt-2 flex flex-wrap gap-1.5">
      <Button size="sm" disabled={!active} onClick={() => void test()}>
        {t.hookTest}
      </Button>
      <Button size="sm" disabled={!active} onClick={() => void replayDay()}>
        {t.hookReplay}
      </Button>
      <Button size="sm" aria-expanded={editing} onClick={() => setEditing(!editing)}>
        {t.hookEdit}
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
      {editing ? <EndpointForm endpoint={endpoint} onDone={() => setEditing(false)} /> : null}
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
