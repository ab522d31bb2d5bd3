"use client";
import { api } from "@convex/_generated/api";
import { useAction, useMutation } from "convex/react";
import { type SubmitEvent, useState } from "react";
import { told } from "@/library/use-library-actions.ts";
import type { Endpoint } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { LabelledSwitch } from "@/ui/choice.tsx";
import { TextArea, TextField } from "@/ui/field.tsx";
import { readHeaders } from "./headers.ts";

const t = text.settings;

type Draft = {
  url: string;
  events: string;
  description: string;
  headers: string;
  ordered: boolean;
  rate: number;
};

function draftOf(endpoint: Endpoint): Draft {
  return {
    url: endpoint.url,
    events: endpoint.events.join(", "),
    description: endpoint.description ?? "",
    headers: "",
    ordered: endpoint.ordered,
    rate: endpoint.ratePerSecond,
  };
}

/** Changes an endpoint in one step: where it is, what it hears and is sent, in which order and how often. */
function useChange(endpoint: Endpoint) {
  const move = useAction(api.webhooks.changeAddress);
  const update = useMutation(api.webhooks.updateEndpoint);
  return async (draft: Draft, headers: Record<string, string>): Promise<void> => {
    const wish = {
      endpointId: endpoint._id,
      events: draft.events.split(/[\s,]+/).filter((name) => name !== ""),
      description: draft.description.trim(),
      ordered: draft.ordered,
      ratePerSecond: draft.rate,
      ...(draft.headers.trim() === "" ? {} : { headers }),
    };
    const url = draft.url.trim();
    await (url === endpoint.url ? update(wish) : move({ ...wish, url }));
  };
}

export function EndpointForm({ endpoint, onDone }: { endpoint: Endpoint; onDone: () => void }) {
  const change = useChange(endpoint);
  const [draft, setDraft] = useState(draftOf(endpoint));
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const headers = readHeaders(draft.headers);
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (headers.ok && (await told(change(draft, headers.headers)))) onDone();
  }
  return (
    <form onSubmit={(event) => void save(event)} className="mt-2 flex w-full flex-col gap-3">
      <TextField
        label={t.hookUrl}
        type="url"
        required
        value={draft.url}
        onChange={(event) => set({ url: event.target.value })}
      />
      <TextField
        label={t.hookFilter}
        required
        value={draft.events}
        onChange={(event) => set({ events: event.target.value })}
      />
      <TextField
        label={t.hookDescription}
        maxLength={500}
        value={draft.description}
        onChange={(event) => set({ description: event.target.value })}
      />
      <TextArea
        label={t.hookHeaders}
        hint={t.hookHeadersHint(endpoint.headerNames.join(", "))}
        problem={headers.ok ? undefined : t.hookHeadersBad(headers.line)}
        rows={2}
        value={draft.headers}
        onChange={(event) => set({ headers: event.target.value })}
      />
      <TextField
        label={t.hookRate}
        type="number"
        min={1}
        max={100}
        required
        value={draft.rate}
        onChange={(event) => set({ rate: event.target.valueAsNumber })}
      />
      <LabelledSwitch
        label={t.hookOrdered}
        checked={draft.ordered}
        onChange={(ordered) => set({ ordered })}
      />
      <div className="flex gap-1.5">
        <Button type="submit" size="sm" tone="primary" disabled={!headers.ok}>
          {text.common.save}
        </Button>
        <Button size="sm" tone="ghost" onClick={onDone}>
          {text.common.cancel}
        </Button>
      </div>
    </form>
  );
}
