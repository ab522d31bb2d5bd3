"use client";
import { api } from "@convex/_generated/api";
import { useAction, usePaginatedQuery } from "convex/react";
import { Webhook } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { told } from "@/library/use-library-actions.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { classes } from "@/ui/classes.ts";
import { TextField } from "@/ui/field.tsx";
import { EndpointRow } from "./endpoint-row.tsx";
import { InboundPanel } from "./inbound-panel.tsx";
import { SecretOnce } from "./secret-once.tsx";
import { Panel } from "./settings-frame.tsx";
import { VerifyNote } from "./verify-note.tsx";

const t = text.settings;

const events = [
  "scene.queued",
  "scene.rendering",
  "scene.ready",
  "scene.failed",
  "scene.superseded",
  "session.ready",
  "session.failed",
  "export.ready",
  "export.failed",
];

export function WebhooksPanel() {
  return (
    <>
      <OutboundPanel />
      <Panel title={t.verifyTitle} body={t.verifyBody}>
        <VerifyNote />
      </Panel>
      <InboundPanel />
    </>
  );
}

function OutboundPanel() {
  const [secret, setSecret] = useState<string | null>(null);
  const endpoints = usePaginatedQuery(api.webhooks.endpoints, {}, { initialNumItems: 20 });
  return (
    <Panel title={t.hooksTitle} body={t.hooksBody}>
      <NewEndpoint onSecret={setSecret} />
      {secret ? (
        <div className="mt-4">
          <SecretOnce note={t.hookSecret} secret={secret} />
        </div>
      ) : null}
      {endpoints.status !== "LoadingFirstPage" && endpoints.results.length === 0 ? (
        <div className="py-10 text-center text-muted">
          <Webhook aria-hidden className="mx-auto mb-2 size-5 text-faint" />
          <p className="font-medium text-ink">{t.hooksEmptyTitle}</p>
          <p className="mt-1">{t.hooksEmptyBody}</p>
        </div>
      ) : (
        <ul className="mt-5 divide-y divide-line border-t border-line">
          {endpoints.results.map((endpoint) => (
            <EndpointRow key={endpoint._id} endpoint={endpoint} onSecret={setSecret} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function NewEndpoint({ onSecret }: { onSecret: (secret: string) => void }) {
  const create = useAction(api.webhooks.createEndpoint);
  const [url, setUrl] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    await told(
      create({ url: url.trim(), events: chosen.length === 0 ? ["*"] : chosen }).then(
        ({ secret }) => {
          onSecret(secret);
          setUrl("");
          setChosen([]);
        },
      ),
    );
    setBusy(false);
  }
  const toggle = (name: string): void =>
    setChosen(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  return (
    <form onSubmit={(event) => void add(event)} className="flex flex-col gap-3">
      <TextField
        label={t.hookUrl}
        type="url"
        required
        placeholder={t.hookUrlPlaceholder}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <fieldset>
        <legend className="mb-1.5 text-xs font-medium text-muted">
          {t.hookEvents}
          {chosen.length === 0 ? `: ${t.hookAll}` : ""}
        </legend>
        <div className="flex flex-wrap gap-1.5">
          {events.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={chosen.includes(name)}
              onClick={() => toggle(name)}
              className={classes(
                "rounded-full border px-2.5 py-1 font-mono text-xs",
                chosen.includes(name)
                  ? "border-accent-line bg-accent-soft text-accent-text"
                  : "border-line text-muted hover:text-ink",
              )}
            >
              {name}
            </button>
          ))}
        </div>
      </fieldset>
      <div>
        <Button type="submit" tone="primary" busy={busy} disabled={url.trim() === ""}>
          {t.hookAdd}
        </Button>
      </div>
    </form>
  );
}
