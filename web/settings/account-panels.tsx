"use client";
import { type SubmitEvent, useEffect, useState } from "react";
import {
  fieldsOf,
  type OwnAccount,
  type Outcome,
  readOwnAccount,
  sendOwnForm,
  signInWith,
} from "@/auth/forms.ts";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { Badge, Notice, Skeleton } from "@/ui/feedback.tsx";
import { TextField } from "@/ui/field.tsx";
import { toast } from "@/ui/toast.tsx";
import { RemoveAccount } from "./remove-account.tsx";
import { Panel } from "./settings-frame.tsx";

const t = text.settings.account;
const services: Record<string, string> = { github: "GitHub", google: "Google" };

/** The address, the password and the end of an account, as far as this installation keeps them. */
export function AccountPanels() {
  const [account, setAccount] = useState<OwnAccount | null | "asking">("asking");
  useEffect(() => {
    let stale = false;
    readOwnAccount()
      .then((found) => {
        if (!stale) setAccount(found);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, []);
  if (account === "asking") return <Skeleton className="mb-6 h-40" />;
  if (account === null) return <Notice tone="bad">{t.away}</Notice>;
  return (
    <>
      <Panel title={t.email}>
        <Address account={account} />
      </Panel>
      {account.hasPassword ? (
        <Panel title={t.password} body={t.passwordBody}>
          <PasswordForm email={account.email} />
        </Panel>
      ) : null}
      <Panel title={t.removeTitle} body={t.removeBody}>
        <RemoveAccount hasPassword={account.hasPassword} />
      </Panel>
    </>
  );
}

function Address({ account }: { account: OwnAccount }) {
  const { email, emailVerified, hasPassword } = account;
  if (!email) return <p className="text-muted">{t.local}</p>;
  async function prove(): Promise<void> {
    const outcome = await sendOwnForm("proof");
    if (outcome.ok) toast.success(t.linkSent(email));
    else toast.error(outcome.problem);
  }
  return (
    <>
      <p className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 font-medium break-all">{email}</span>
        <Badge tone={emailVerified ? "good" : "warn"}>
          {emailVerified ? t.proved : t.unproved}
        </Badge>
        {emailVerified ? null : (
          <Button size="sm" onClick={() => void prove()}>
            {t.proveAgain}
          </Button>
        )}
      </p>
      {hasPassword ? <AddressForm /> : <p className="mt-3 text-muted">{elsewhere(account)}</p>}
    </>
  );
}

function elsewhere({ provider }: OwnAccount): string {
  return t.elsewhere(services[provider] ?? provider);
}

/** Sends a form of text fields, empties it when it was taken and keeps what was typed otherwise. */
function useOwnForm(send: (fields: Record<string, string>) => Promise<Outcome>) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setProblem("");
    const outcome = await send(fieldsOf(form));
    setBusy(false);
    if (outcome.ok) form.reset();
    else setProblem(outcome.problem);
  }
  return { problem: problem || undefined, busy, submit };
}

function AddressForm() {
  const { problem, busy, submit } = useOwnForm(async (fields) => {
    const outcome = await sendOwnForm("email", fields);
    if (outcome.ok) toast.success(t.linkSent(fields["email"] ?? ""));
    return outcome;
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-5 flex max-w-sm flex-col gap-4">
      <TextField
        label={t.newEmail}
        name="email"
        type="email"
        autoComplete="email"
        maxLength={254}
        hint={t.changeEmailHint}
        required
      />
      <TextField
        label={t.currentPassword}
        name="password"
        type="password"
        autoComplete="current-password"
        problem={problem}
        required
      />
      <div>
        <Button type="submit" busy={busy}>
          {t.changeEmail}
        </Button>
      </div>
    </form>
  );
}

function PasswordForm({ email }: { email: string }) {
  const { problem, busy, submit } = useOwnForm(async (fields) => {
    const outcome = await sendOwnForm("password", fields);
    if (!outcome.ok) return outcome;
    toast.success(t.passwordChanged);
    // The change ended this sign-in too; the new password opens the next one.
    return signInWith("password", { email, password: fields["password"] ?? "" });
  });
  return (
    <form onSubmit={(event) => void submit(event)} className="flex max-w-sm flex-col gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextField
        label={t.currentPassword}
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        problem={problem}
        required
      />
      <TextField
        label={t.newPassword}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        hint={text.auth.passwordHint}
        required
      />
      <div>
        <Button type="submit" busy={busy}>
          {t.changePassword}
        </Button>
      </div>
    </form>
  );
}
