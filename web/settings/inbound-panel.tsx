"use client";
import { api } from "@convex/_generated/api";
import { useAction, useMutation, usePaginatedQuery } from "convex/react";
import { type SubmitEvent, useState } from "react";
import { told } from "@/library/use-library-actions.ts";
import type { InboundHook } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { LabelledSwitch } from "@/ui/choice.tsx";
import { Badge } from "@/ui/feedback.tsx";
import { TextArea, TextField } from "@/ui/field.tsx";
import { SecretOnce } from "./secret-once.tsx";
import { Panel } from "./settings-frame.tsx";

const t = text.settings;

/** Addresses by which other tools start videos. */
export function InboundPanel() {
  const hooks = usePaginatedQuery(api.inboundHooks.list, {}, { initialNumItems: 20 });
  return (
    <Panel title={t.inboundTitle} body={t.inboundBody}>
      <NewHook />
      <ul className="mt-5 divide-y divide-line border-t border-line">
        {hooks.results.map((hook) => (
          <Row key={hook._id} hook={hook} />
        ))}
      </ul>
      {hooks.status === "CanLoadMore" ? (
        <Button size="sm" onClick={() => hooks.loadMore(20)}>
          {text.library.loadMore}
        </Button>
      ) : null}
    </Panel>
  );
}

type Shown = { token: string; secret: string | null };

function NewHook() {
  const create = useAction(api.inboundHooks.create);
  const [name, setName] = useState("");
  const [prompt, setPrompt] = useState("");
  const [signed, setSigned] = useState(false);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const wish = { name: name.trim(), action: "generate", prompt: prompt.trim(), signed } as const;
    await told(
      create(wish).then(({ token, secret }) => {
        setShown({ token, secret });
        setName("");
        setPrompt("");
      }),
    );
    setBusy(false);
  }
  return (
    <form onSubmit={(event) => void add(event)} className="flex flex-col gap-3">
      <TextField
        label={t.inboundName}
        required
        maxLength={200}
        placeholder={t.inboundNamePlaceholder}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        label={t.inboundPrompt}
        hint={t.inboundPromptHint}
        required
        rows={2}
        maxLength={4000}
        placeholder={t.inboundPromptPlaceholder}
        value={prompt}
        onChange={(event) => setPrompt(event.target.value)}
      />
      <LabelledSwitch label={t.inboundSigned} checked={signed} onChange={setSigned} />
      <div>
        <Button
          type="submit"
          tone="primary"
          busy={busy}
          disabled={name.trim() === "" || prompt.trim() === ""}
        >
          {t.inboundAdd}
        </Button>
      </div>
      {shown ? <SecretOnce note={t.inboundMade} secret={`/v1/hooks/${shown.token}`} /> : null}
      {shown?.secret ? <SecretOnce note={t.hookSecret} secret={shown.secret} /> : null}
    </form>
  );
}

function Row({ hook }: { hook: InboundHook }) {
  const revoke = useMutation(api.inboundHooks.revoke);
  return (
    <li className="flex items-center gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{hook.name}</p>
        <p className="truncate text-xs text-faint">
          <code className="font-mono">{hook.prefix}…</code> · {hook.prompt}
        </p>
      </div>
      {hook.isSigned ? <Badge tone="neutral">{t.inboundIsSigned}</Badge> : null}
      {hook.revokedAt === undefined ? (
        <Button size="sm" tone="danger" onClick={() => void told(revoke({ hookId: hook._id }))}>
          {t.keyRevoke}
        </Button>
      ) : (
        <Badge tone="warn">{t.keyRevoked}</Badge>
      )}
    </li>
  );
}
