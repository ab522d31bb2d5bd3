"use client";
import { ArrowUp } from "lucide-react";
import { type SubmitEvent, type KeyboardEvent, useState } from "react";
import { useDraft } from "@/browser/use-draft.ts";
import type { Scene } from "@/live/types.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { TextArea } from "@/ui/field.tsx";
import { useEditor } from "../state/editor-context.tsx";

const t = text.inspector;

/** A wish for one scene. It empties at once, and comes back if the server refuses it. */
export function WishBox({ scene }: { scene: Scene }) {
  const { actions } = useEditor();
  const [wish, setWish] = useDraft(`wish:${scene._id}`);
  const [sending, setSending] = useState(false);
  async function send(): Promise<void> {
    const prompt = wish.trim();
    if (!prompt || sending) return;
    setSending(true);
    const sent = await actions.edit(scene._id, prompt);
    // The text stays in storage until the server has it, so nothing typed is lost on the way.
    if (sent) setWish("");
    setSending(false);
  }
  return (
    <form
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
        onChange={(event) => setWish(event.target.value)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void send();
          }
        }}
      />
      <div className="flex items-center gap-2">
        <span className="flex-1 text-2xs text-faint max-lg:invisible">{t.sendHint}</span>
        <Button
          type="submit"
          size="sm"
          tone="primary"
          disabled={wish.trim() === ""}
          busy={sending}
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
              onClick={() => setWish(suggestion)}
              className="rounded-full border border-line px-2.5 py-0.5 text-xs text-muted hover:border-accent-line hover:text-ink"
            >
              {suggestion}
            </button>
          ))}
        </div>
      ) : null}
    </form>
  );
}
