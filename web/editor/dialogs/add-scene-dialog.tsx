"use client";
import { type SubmitEvent, useState } from "react";
import { useDraft } from "@/browser/use-draft.ts";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { TextArea } from "@/ui/field.tsx";
import { useEditor } from "../state/editor-context.tsx";

const t = text.dialogs;

export function AddSceneDialog({ index, onClose }: { index: number; onClose: () => void }) {
  const { session, actions } = useEditor();
  const [prompt, setPrompt] = useDraft(`add:${session._id}`);
  const [sending, setSending] = useState(false);
  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setSending(true);
    const added = await actions.insert(index, prompt.trim());
    setSending(false);
    if (!added) return;
    setPrompt("");
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t.addTitle}
      description={t.addBody}
      footer={
        <>
          <Button tone="ghost" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button
            type="submit"
            form="add-scene"
            tone="primary"
            busy={sending}
            disabled={prompt.trim() === ""}
          >
            {t.addConfirm}
          </Button>
        </>
      }
    >
      <form id="add-scene" onSubmit={(event) => void add(event)}>
        <TextArea
          label={t.addLabel}
          placeholder={t.addPlaceholder}
          rows={4}
          maxLength={4000}
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
