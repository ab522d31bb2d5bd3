"use client";
import { useConvexConnectionState } from "convex/react";
import { ArrowUp } from "lucide-react";
import { type KeyboardEvent, type SubmitEvent, useRef, useState } from "react";
import { useDraft } from "@/browser/use-draft.ts";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { TextArea } from "@/ui/field.tsx";
import { useEditor } from "../state/editor-context.tsx";
import { nextStep, type Reading, type Understood } from "../wishes/reading.ts";
import { UnderstoodWish } from "./understood.tsx";

const t = text.inspector;

/** A wish on its way: typed, read, shown as understood, then done. */
function useWish(scene: Scene) {
  const { actions } = useEditor();
  const { isWebSocketConnected } = useConvexConnectionState();
  const [wish, setWish] = useDraft(`wish:${scene._id}`);
  const [sending, setSending] = useState(false);
  const [understood, setUnderstood] = useState<Understood | null>(null);

  async function finish(change: Promise<boolean>): Promise<void> {
    // The text stays in storage until the server has it, so nothing typed is lost on the way.
    if (await change) {
      setWish("");
      setUnderstood(null);
    }
    setSending(false);
  }

  async function send(): Promise<void> {
    const prompt = wish.trim();
    if (!prompt || sending) return;
    setSending(true);
    // Without a line, or without a picture to change, nothing can be asked: the author reads it.
    const asks = isWebSocketConnected && scene.liveVersion !== undefined;
    const found = asks ? await actions.understand(scene._id, prompt) : null;
    if (nextStep(found) === "send") {
      await finish(actions.edit(scene._id, prompt));
      return;
    }
    setUnderstood(found);
    setSending(false);
  }

  function apply({ chips, operations }: Reading): void {
    setSending(true);
    const instruction = wish.trim();
    void finish(actions.applyReading(scene._id, { instruction, chips, operations }));
  }

  function say(words: string): void {
    setWish(words);
    setUnderstood(null);
  }

  return { wish, sending, understood, say, send, apply, goBack: () => setUnderstood(null) };
}

/** A wish for one scene: read first, done when the person agrees with what was understood. */
export function WishBox({ scene }: { scene: Scene }) {
  const { wish, sending, understood, say, send, apply, goBack } = useWish(scene);
  const form = useRef<HTMLFormElement>(null);
  return (
    <form
      ref={form}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        void send();
      }}
      className="flex flex-col gap-2"
    >
      <TextArea
        data-wish="scene"
        label={t.wishLabel}
        placeholder={t.wishPlaceholder}
        rows={3}
        maxLength={4000}
        value={wish}
        hint={scene.pending ? t.replaces : undefined}
        onChange={(event) => say(event.target.value)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void send();
          }
        }}
      />
      {understood === null ? (
        <SendRow wish={wish} sending={sending} onSuggest={say} />
      ) : (
        <UnderstoodWish
          key={wish}
          understood={understood}
          busy={sending}
          onApply={apply}
          onBack={() => {
            goBack();
            form.current?.querySelector("textarea")?.focus();
          }}
        />
      )}
    </form>
  );
}

function SendRow(props: { wish: string; sending: boolean; onSuggest: (wish: string) => void }) {
  const { wish } = props;
  return (
    <>
      <div className="flex items-center gap-2">
        <span className="flex-1 text-2xs text-faint max-lg:invisible">{t.sendHint}</span>
        <Button
          type="submit"
          size="sm"
          tone="primary"
          disabled={wish.trim() === ""}
          busy={props.sending}
          icon={<ArrowUp aria-hidden className="size-3.5" />}
        >
          {t.send}
        </Button>
      </div>
      {wish === "" ? (
        <div className="flex flex-wrap items-center gap-1.5">
          {t.suggestions.map((suggestion) => (
            <button
              key={suggestion}
              type="button"
              onClick={() => props.onSuggest(suggestion)}
              className="rounded-full border border-line px-2.5 py-0.5 text-xs text-muted hover:border-accent-line hover:text-ink"
            >
              {suggestion}
            </button>
          ))}
        </div>
      ) : null}
    </>
  );
}
