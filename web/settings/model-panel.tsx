"use client";
import { api } from "@convex/_generated/api";
import { useAction, useMutation, useQuery } from "convex/react";
import { type SubmitEvent, useState } from "react";
import { told } from "@/library/use-library-actions.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Skeleton } from "@/ui/feedback.tsx";
import { TextField } from "@/ui/field.tsx";
import { toast } from "@/ui/toast.tsx";
import { Panel } from "./settings-frame.tsx";

const t = text.settings.model;
const openAi = "https://api.openai.com/v1";

/** A person's own key for a model: typed in once, never shown again. */
export function ModelPanel() {
  const mine = useQuery(api.modelKeys.mine, {});
  const remove = useMutation(api.modelKeys.remove);
  if (mine === undefined) return <Skeleton className="h-64" />;
  async function takeBack(): Promise<void> {
    if (await told(remove({}))) toast.success(t.removed);
  }
  return (
    <>
      <Panel title={t.title} body={t.body}>
        {mine ? (
          <div className="flex flex-wrap items-center gap-3">
            <p className="flex-1">
              <span className="font-medium">{mine.model}</span>{" "}
              <span className="text-muted">{t.at(mine.baseUrl, mine.hint)}</span>
            </p>
            <Button tone="danger" size="sm" onClick={() => void takeBack()}>
              {t.remove}
            </Button>
          </div>
        ) : (
          <p className="text-muted">{t.none}</p>
        )}
      </Panel>
      <Panel title={mine ? t.change : t.add}>
        <KeyForm
          key={mine?.createdAt ?? 0}
          model={mine?.model ?? ""}
          baseUrl={mine?.baseUrl ?? openAi}
        />
      </Panel>
    </>
  );
}

function KeyForm(props: { model: string; baseUrl: string }) {
  const save = useAction(api.modelKeys.save);
  const [key, setKey] = useState("");
  const [model, setModel] = useState(props.model);
  const [baseUrl, setBaseUrl] = useState(props.baseUrl);
  const [busy, setBusy] = useState(false);
  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    if (await told(save({ key, model, baseUrl }))) {
      toast.success(t.saved);
      setKey("");
    }
    setBusy(false);
  }
  return (
    <form onSubmit={(event) => void send(event)} className="flex max-w-md flex-col gap-4">
      <TextField
        label={t.key}
        type="password"
        autoComplete="off"
        value={key}
        hint={t.keyHint}
        onChange={(event) => setKey(event.target.value)}
      />
      <TextField
        label={t.name}
        value={model}
        maxLength={200}
        onChange={(event) => setModel(event.target.value)}
      />
      <TextField
        label={t.address}
        type="url"
        value={baseUrl}
        maxLength={300}
        hint={t.addressHint}
        onChange={(event) => setBaseUrl(event.target.value)}
      />
      <div>
        <Button
          type="submit"
          tone="primary"
          busy={busy}
          disabled={!key.trim() || !model.trim() || !baseUrl.trim()}
        >
          {text.common.save}
        </Button>
      </div>
    </form>
  );
}
