"use client";
import { text } from "@/text/editing.ts";
import { Dialog } from "@/ui/dialog.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open size="lg" onOpenChange={onClose} title={text.dialogs.shortcutsTitle}>
      <ShortcutSheet />
    </Dialog>
  );
}
