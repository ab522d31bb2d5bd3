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
/** What needs a second look before it happens opens below the buttons. */
type Drawer = "editing" | "rotating" | "removing";

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
        {endpoint.description ? ` · ${endpoint.description}` : ""}
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
  const sendTest = useMutation(api.webhooks.sendTest);
  const endpointId = endpoint._id;
  const active = endpoint.status === "active";
  const replay = useMutation(api.webhooks.replaySince);
  const [opened, setOpened] = useState<Drawer | null>(null);
  const toggle = (which: Drawer): void => setOpened(opened === which ? null : which);
  async function replayDay(): Promise<number> {
    let queued = 0;
    // A call looks at some hundred events and says where it stopped.
    for (let since: number | null = Date.now() - dayMs; since !== null; ) {
      const clientRequestId = newRequestId();
      const step: { queued: number; nextSince: number | null } = await replay({
        endpointId,
        since,
        onlyFailed: true,
        clientRequestId,
      });
      queued += step.queued;
      since = step.nextSince;
    }
    return queued;
  }
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
        disabled={!active}
        onClick={() => void told(replayDay().then((count) => toast(t.hookReplayed(count))))}
      >
        {t.hookReplay}
      </Button>
      <Button size="sm" aria-expanded={opened === "editing"} onClick={() => toggle("editing")}>
        {t.hookEdit}
      </Button>
      <Button
        size="sm"
        onClick={() => void told(update({ endpointId, status: active ? "paused" : "active" }))}
      >
        {active ? t.hookPause : t.hookResume}
      </Button>
      <Button size="sm" aria-expanded={opened === "rotating"} onClick={() => toggle("rotating")}>
        {t.hookRotate}
      </Button>
      <Button
        size="sm"
        tone="danger"
        aria-expanded={opened === "removing"}
        onClick={() => toggle("removing")}
      >
        {t.hookRemove}
      </Button>
      <Opened {...{ endpoint, onSecret, opened }} onDone={() => setOpened(null)} />
    </div>
  );
}

function Opened(props: Props & { opened: Drawer | null; onDone: () => void }) {
  const remove = useMutation(api.webhooks.removeEndpoint);
  const { endpoint } = props;
  if (props.opened === "editing") return <EndpointForm endpoint={endpoint} onDone={props.onDone} />;
  if (props.opened === "rotating")
    return <Rotation endpoint={endpoint} onSecret={props.onSecret} />;
  if (props.opened === null) return null;
  return (
    <p className="w-full">
      <Button
        size="sm"
        tone="danger"
        onClick={() => void told(remove({ endpointId: endpoint._id }))}
      >
        {t.hookRemoveSure}
      </Button>
    </p>
  );
}

/** A receiver needs time to take the new secret, or none when the old one has leaked. */
function Rotation({ endpoint, onSecret }: Props) {
  const rotate = useAction(api.webhooks.rotateSecret);
  const made = async (overlapHours: number): Promise<void> => {
    const { secret } = await rotate({ endpointId: endpoint._id, overlapHours });
    onSecret(secret);
  };
  return (
    <p className="flex w-full flex-wrap items-center gap-1.5 text-xs text-muted">
      {t.hookOverlap}
      {Object.entries(t.hookOverlaps).map(([hours, label]) => (
        <Button key={hours} size="sm" onClick={() => void told(made(Number(hours)))}>
          {label}
        </Button>
      ))}
    </p>
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
