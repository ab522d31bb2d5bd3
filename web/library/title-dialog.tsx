"use client";
import { type SubmitEvent, useState } from "react";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { TextField } from "@/ui/field.tsx";

/** Asks for the title of something, new or old. */
export function TitleDialog(props: {
  heading: string;
  label: string;
  title: string;
  onClose: () => void;
  onSave: (title: string) => Promise<boolean>;
}) {
  const [title, setTitle] = useState(props.title);
  const [saving, setSaving] = useState(false);
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setSaving(true);
    const saved = await props.onSave(title.trim());
    setSaving(false);
    if (saved) props.onClose();
  }
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={props.onClose}
      title={props.heading}
      footer={
        <>
          <Button tone="ghost" onClick={props.onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" form="title" tone="primary" busy={saving} disabled={!title.trim()}>
            {text.common.save}
          </Button>
        </>
      }
    >
      <form id="title" onSubmit={(event) => void save(event)}>
        <TextField
          label={props.label}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
