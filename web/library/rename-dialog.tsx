"use client";
import { type SubmitEvent, useState } from "react";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { TextField } from "@/ui/field.tsx";

export function RenameDialog(props: {
  title: string;
  onClose: () => void;
  onRename: (title: string) => Promise<boolean>;
}) {
  const [title, setTitle] = useState(props.title);
  const [saving, setSaving] = useState(false);
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setSaving(true);
    const renamed = await props.onRename(title.trim());
    setSaving(false);
    if (renamed) props.onClose();
  }
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={props.onClose}
      title={text.library.renameTitle}
      footer={
        <>
          <Button tone="ghost" onClick={props.onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" form="rename" tone="primary" busy={saving} disabled={!title.trim()}>
            {text.common.save}
          </Button>
        </>
      }
    >
      <form id="rename" onSubmit={(event) => void save(event)}>
        <TextField
          label={text.library.renameLabel}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
