"use client";
import { api } from "@convex/_generated/api";
import { useAction, useMutation, usePaginatedQuery } from "convex/react";
import { KeyRound } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { told } from "@/library/use-library-actions.ts";
import type { ApiKey } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Badge } from "@/ui/feedback.tsx";
import { TextField } from "@/ui/field.tsx";
import { Select } from "@/ui/select.tsx";
import { SecretOnce } from "./secret-once.tsx";
import { Panel } from "./settings-frame.tsx";

const t = text.settings;

type Reach = "read" | "edit" | "webhooks";
const scopesOf: Record<Reach, ("read" | "edit" | "webhooks")[]> = {
  read: ["read"],
  edit: ["read", "edit"],
  webhooks: ["read", "edit", "webhooks"],
};

export function KeysPanel() {
  return (
    <Panel title={t.keysTitle} body={t.keysBody}>
      <NewKey />
      <Keys />
    </Panel>
  );
}

function NewKey() {
  const create = useAction(api.apiKeys.create);
  const [name, setName] = useState("");
  const [reach, setReach] = useState<Reach>("edit");
  const [secret, setSecret] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    await told(
      create({ name: name.trim(), scopes: scopesOf[reach] }).then(({ key }) => {
        setSecret(key);
        setName("");
      }),
    );
    setBusy(false);
  }
  return (
    <>
      <form onSubmit={(event) => void make(event)} className="flex flex-wrap items-end gap-2">
        <div className="min-w-52 flex-1">
          <TextField
            label={t.keyName}
            placeholder={t.keyNamePlaceholder}
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <Select
          label={t.keyScopes}
          value={reach}
          onChange={setReach}
          options={(["read", "edit", "webhooks"] as const).map((value) => ({
            value,
            label: t.scopes[value] ?? value,
          }))}
        />
        <Button type="submit" tone="primary" busy={busy} disabled={name.trim() === ""}>
          {t.keyCreate}
        </Button>
      </form>
      {secret ? (
        <div className="mt-4">
          <SecretOnce note={t.keyCreated} secret={secret} />
        </div>
      ) : null}
    </>
  );
}

function Keys() {
  const keys = usePaginatedQuery(api.apiKeys.list, {}, { initialNumItems: 20 });
  if (keys.status !== "LoadingFirstPage" && keys.results.length === 0) {
    return (
      <div className="py-10 text-center text-muted">
        <KeyRound aria-hidden className="mx-auto mb-2 size-5 text-faint" />
        <p className="font-medium text-ink">{t.keysEmptyTitle}</p>
        <p className="mt-1">{t.keysEmptyBody}</p>
      </div>
    );
  }
  return (
    <ul className="mt-5 divide-y divide-line border-t border-line">
      {keys.results.map((key) => (
        <Row key={key._id} apiKey={key} />
      ))}
      {keys.status === "CanLoadMore" ? (
        <li className="pt-3">
          <Button size="sm" onClick={() => keys.loadMore(20)}>
            {text.library.loadMore}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function Row({ apiKey }: { apiKey: ApiKey }) {
  const revoke = useMutation(api.apiKeys.revoke);
  const off = apiKey.revokedAt !== undefined;
  const used = apiKey.lastUsedAt;
  return (
    <li className="flex items-center gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{apiKey.name}</p>
        <p className="tabular text-xs text-faint">
          <code className="font-mono">{apiKey.prefix}…</code> ·{" "}
          {t.keyMade(dateOf(apiKey.createdAt))} ·{" "}
          {used === undefined ? t.keyUnused : t.keyUsed(dateOf(used))}
        </p>
      </div>
      {off ? (
        <Badge tone="warn">{t.keyRevoked}</Badge>
      ) : (
        <Button size="sm" tone="danger" onClick={() => void told(revoke({ apiKeyId: apiKey._id }))}>
          {t.keyRevoke}
        </Button>
      )}
    </li>
  );
}

function dateOf(time: number): string {
  return new Date(time).toLocaleDateString();
}
