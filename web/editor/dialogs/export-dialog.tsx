"use client";
import { useState } from "react";
import { text } from "@/text/editing.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/feedback.tsx";
import { useEditor } from "../state/editor-context.tsx";
import { firstChoice, wishOf } from "./export-choice.ts";
import { ExportForm } from "./export-form.tsx";
import { ExportList } from "./export-list.tsx";

const t = text.dialogs;

export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { session, scenes, actions } = useEditor();
  const [choice, setChoice] = useState(firstChoice(session.targetFps));
  const [starting, setStarting] = useState(false);
  const missing = scenes.filter((scene) => scene.liveVersion === undefined).length;
  const nothing = missing === scenes.length;
  async function start(): Promise<void> {
    setStarting(true);
    await actions.startExport(wishOf(choice, session.targetFps));
    setStarting(false);
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t.exportTitle}
      description={t.exportBody}
      footer={
        <Button tone="primary" busy={starting} disabled={nothing} onClick={() => void start()}>
          {t.exportStart}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <ExportForm choice={choice} onChange={setChoice} targetFps={session.targetFps} />
        {nothing ? <Notice tone="warn">{t.exportNothing}</Notice> : null}
        {!nothing && missing > 0 ? <Notice tone="warn">{t.exportLeavesOut(missing)}</Notice> : null}
        <ExportList />
      </div>
    </Dialog>
  );
}
