"use client";
import { type SubmitEvent, useState } from "react";
import { sendOwnForm } from "@/auth/forms.ts";
import { signOut } from "@/auth/sign-out.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Dialog } from "@/ui/dialog.tsx";
import { Notice } from "@/ui/feedback.tsx";
import { TextField } from "@/ui/field.tsx";

const t = text.settings.account;

/** Asks twice: what goes cannot be brought back. */
export function RemoveAccount({ hasPassword }: { hasPassword: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone="danger" onClick={() => setOpen(true)}>
        {t.remove}
      </Button>
      {open ? <Ask hasPassword={hasPassword} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function useRemoval(fields: Record<string, string>) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  async function remove(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const outcome = await sendOwnForm("delete", fields);
    if (outcome.ok) return signOut();
    setBusy(false);
    setProblem(outcome.problem);
  }
  return { problem, busy, remove };
}

function Ask({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }) {
  const [password, setPassword] = useState("");
  const [agreed, setAgreed] = useState(false);
  const { problem, busy, remove } = useRemoval(hasPassword ? { password } : {});
  const ready = agreed && (!hasPassword || password !== "");
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={t.removeAsk}
      description={t.removeBody}
      footer={
        <>
          <Button tone="ghost" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" form="remove-account" tone="danger" busy={busy} disabled={!ready}>
            {t.removeConfirm}
          </Button>
        </>
      }
    >
      <form
        id="remove-account"
        onSubmit={(event) => void remove(event)}
        className="flex flex-col gap-4"
      >
        {hasPassword ? (
          <TextField
            label={t.currentPassword}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        ) : null}
        <Agreement agreed={agreed} onAgree={setAgreed} />
        {problem ? <Notice tone="bad">{problem}</Notice> : null}
      </form>
    </Dialog>
  );
}

function Agreement(props: { agreed: boolean; onAgree: (agreed: boolean) => void }) {
  return (
    <label className="flex items-center gap-2.5 text-sm">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={props.agreed}
        onChange={(event) => props.onAgree(event.target.checked)}
      />
      {t.removeAgree}
    </label>
  );
}
