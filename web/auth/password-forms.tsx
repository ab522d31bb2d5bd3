"use client";
import Link from "next/link";
import { type SubmitEvent, useState } from "react";
import { text } from "@/text/en.ts";
import { Button, buttonClasses } from "@/ui/button.tsx";
import { Notice } from "@/ui/feedback.tsx";
import { TextField } from "@/ui/field.tsx";
import { fieldsOf, sendAccountForm } from "./forms.ts";

const t = text.auth;

type State = { kind: "asking"; problem?: string } | { kind: "sending" } | { kind: "done" };

function useAccountForm(
  action: "forgot" | "reset" | "confirm",
  extra: () => Record<string, string>,
) {
  const [state, setState] = useState<State>({ kind: "asking" });
  async function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = fieldsOf(event.currentTarget);
    setState({ kind: "sending" });
    const outcome = await sendAccountForm(action, { ...fields, ...extra() });
    setState(outcome.ok ? { kind: "done" } : { kind: "asking", problem: outcome.problem });
  }
  return { state, send };
}

export function ForgotForm() {
  const { state, send } = useAccountForm("forgot", () => ({}));
  if (state.kind === "done") return <Notice tone="good">{t.forgotSent}</Notice>;
  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-4">
      <TextField
        label={t.email}
        name="email"
        type="email"
        autoComplete="email"
        required
        problem={state.kind === "asking" ? state.problem : undefined}
      />
      <Button type="submit" tone="primary" busy={state.kind === "sending"}>
        {t.sendLink}
      </Button>
    </form>
  );
}

/** The token travels in the fragment, so that it reaches no log on its way. */
function linkToken(): { token: string } {
  return { token: new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "" };
}

/** A click, and not the opening of the page, uses the link up: mail programs open links to look at them. */
export function ConfirmForm() {
  const { state, send } = useAccountForm("confirm", linkToken);
  if (state.kind === "done") {
    return (
      <>
        <Notice tone="good">{t.confirmDone}</Notice>
        <Link href="/library" className={buttonClasses("primary")}>
          {t.confirmGoOn}
        </Link>
      </>
    );
  }
  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-4">
      {state.kind === "asking" && state.problem ? (
        <Notice tone="bad">{state.problem}</Notice>
      ) : null}
      <Button type="submit" tone="primary" busy={state.kind === "sending"}>
        {t.confirmButton}
      </Button>
    </form>
  );
}

export function ResetForm() {
  const { state, send } = useAccountForm("reset", linkToken);
  if (state.kind === "done") {
    return (
      <>
        <Notice tone="good">{t.resetDone}</Notice>
        <Link href="/sign-in" className={buttonClasses("primary")}>
          {text.common.signIn}
        </Link>
      </>
    );
  }
  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-4">
      <TextField
        label={t.newPassword}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        hint={t.passwordHint}
        required
        problem={state.kind === "asking" ? state.problem : undefined}
      />
      <Button type="submit" tone="primary" busy={state.kind === "sending"}>
        {t.setPassword}
      </Button>
    </form>
  );
}
