"use client";
import { api } from "@convex/_generated/api";
import { useAction, useMutation } from "convex/react";
import { type SubmitEvent, useState } from "react";
import { told } from "@/library/use-library-actions.ts";
import type { Endpoint } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Switch } from "@/ui/choice.tsx";
import { TextField } from "@/ui/field.tsx";

const t = text.settings;

/** Changes an endpoint: where it is, what it hears, in which order and how often. */
export function EndpointForm({ endpoint, onDone }: { endpoint: Endpoint; onDone: () => void }) {
  const move = useAction(api.webhooks.changeAddress);
  const update = useMutation(api.webhooks.updateEndpoint);
  const [url, setUrl] = useState(endpoint.url);
  const [events, setEvents] = useState(endpoint.events.join(", "));
  const [ordered, setOrdered] = useState(endpoint.ordered);
  const [rate, setRate] = useState(endpoint.ratePerSecond);
  const endpointId = endpoint._id;
  async function change(): Promise<void> {
    if (url.trim() !== endpoint.url) await move({ endpointId, url: url.trim() });
    const names = events.split(/[\s,]+/).filter((name) => name !== "");
    await update({ endpointId, events: names, ordered, ratePerSecond: rate });
  }
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (await told(change())) onDone();
  }
  return (
    <form onSubmit={(event) => void save(event)} className="mt-2 flex w-full flex-col gap-3">
      <TextField
        label={t.hookUrl}
        type="url"
        required
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <TextField
        label={t.hookFilter}
        required
        value={events}
        onChange={(event) => setEvents(event.target.value)}
      />
      <TextField
        label={t.hookRate}
        type="number"
        min={1}
        max={100}
        required
        value={rate}
        onChange={(event) => setRate(event.target.valueAsNumber)}
      />
      <Switch label={t.hookOrdered} checked={ordered} onChange={setOrdered} />
      <div className="flex gap-1.5">
        <Button type="submit" size="sm" tone="primary">
          {text.common.save}
        </Button>
        <Button size="sm" tone="ghost" onClick={onDone}>
          {text.common.cancel}
        </Button>
      </div>
    </form>
  );
}
