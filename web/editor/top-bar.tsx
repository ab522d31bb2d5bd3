"use client";
import { ChevronLeft, Download, Keyboard, Redo2, Share2, Undo2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { AccountMenu } from "@/live/account-menu.tsx";
import { text } from "@/text/editing.ts";
import { Button, IconButton } from "@/ui/button.tsx";
import { Badge } from "@/ui/feedback.tsx";
import { Mark } from "@/ui/logo.tsx";
import { isWorking, sessionTone, sessionWord } from "./session-status.ts";
import { useEditor, useTools } from "./state/editor-context.tsx";

const t = text.editor;

type Step = { label: string } | undefined;

export function TopBar({ undo, redo }: { undo: Step; redo: Step }) {
  const { actions, store } = useTools();
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-line bg-surface px-2">
      <Link
        href="/library"
        aria-label={t.backToLibrary}
        title={t.backToLibrary}
        className="flex items-center gap-1 rounded-control p-1.5 text-muted hover:bg-hover hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
        <Mark className="size-5" />
      </Link>
      <Title />
      <Status />
      <span className="flex-1" />
      <IconButton
        label={text.common.undo}
        tip={undo && `${text.common.undo}: ${undo.label}`}
        keys="Mod+z"
        disabled={!undo}
        onClick={() => void actions.undo()}
      >
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton
        label={text.common.redo}
        tip={redo && `${text.common.redo}: ${redo.label}`}
        keys="Mod+Shift+z"
        disabled={!redo}
        onClick={() => void actions.redo()}
      >
        <Redo2 aria-hidden />
      </IconButton>
      <IconButton
        label={t.shortcuts}
        keys="?"
        className="max-sm:hidden"
        onClick={() => store.setState({ dialog: { kind: "shortcuts" } })}
      >
        <Keyboard aria-hidden />
      </IconButton>
      <span aria-hidden className="mx-1.5 h-5 w-px bg-line max-sm:hidden" />
      <Button
        size="sm"
        icon={<Share2 aria-hidden className="size-3.5" />}
        aria-label={t.share}
        onClick={() => store.setState({ dialog: { kind: "share" } })}
      >
        <span className="max-md:hidden">{t.share}</span>
      </Button>
      <Button
        size="sm"
        tone="primary"
        icon={<Download aria-hidden className="size-3.5" />}
        aria-label={t.export}
        onClick={() => store.setState({ dialog: { kind: "export" } })}
      >
        <span className="max-md:hidden">{t.export}</span>
      </Button>
      <AccountMenu />
    </header>
  );
}

function Title() {
  const { session, actions } = useEditor();
  const [draft, setDraft] = useState<string | null>(null);
  async function finish(): Promise<void> {
    const title = draft?.trim() ?? "";
    if (title && title !== session.title) await actions.renameSession(title);
    setDraft(null);
  }
  return (
    <input
      aria-label={t.titleLabel}
      value={draft ?? session.title}
      placeholder={t.untitled}
      maxLength={200}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => void finish()}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setDraft(null);
      }}
      className="h-8 w-28 min-w-0 shrink truncate rounded-control bg-transparent px-2 text-sm font-semibold field-sizing-content hover:bg-hover focus:bg-hover sm:w-auto sm:max-w-72"
    />
  );
}

function Status() {
  const { session } = useEditor();
  return (
    <span aria-live="polite" className="max-sm:hidden">
      <Badge tone={sessionTone(session)} live={isWorking(session)}>
        {sessionWord(session)}
      </Badge>
    </span>
  );
}
