"use client";
import { ArrowRight, Laptop } from "lucide-react";
import Link from "next/link";
import { signIn } from "next-auth/react";
import { type SubmitEvent, useState } from "react";
import { text } from "@/text/en.ts";
import { Button } from "@/ui/button.tsx";
import { TextField } from "@/ui/field.tsx";
import { fieldsOf, problemText, sendAccountForm, signInWith } from "./forms.ts";

const t = text.auth;

export type SignInWays = { local: boolean; github: boolean; google: boolean };

export function SignInForm(props: {
  mode: "in" | "up";
  ways: SignInWays;
  next: string;
  error: string | null;
}) {
  const [problem, setProblem] = useState(props.error ? problemText(props.error) : "");
  const [busy, setBusy] = useState<"local" | "password" | null>(null);

  async function go(way: "local" | "password", fields: Record<string, string>) {
    setBusy(way);
    setProblem("");
    const registered =
      way === "password" && props.mode === "up"
        ? await sendAccountForm("register", fields)
        : ({ ok: true } as const);
    const { email, password } = fields;
    const outcome = registered.ok
      ? await signInWith(
          way,
          way === "local" ? {} : { email: email ?? "", password: password ?? "" },
        )
      : registered;
    // A full load, so that every part of the app starts with the new session.
    if (outcome.ok) {
      window.location.assign(props.next);
      return;
    }
    setProblem(outcome.problem);
    setBusy(null);
  }

  return (
    <>
      {props.ways.local ? (
        <LocalWay busy={busy === "local"} onChoose={() => void go("local", {})} />
      ) : null}
      <OtherWays ways={props.ways} next={props.next} />
      <PasswordForm
        mode={props.mode}
        problem={problem}
        busy={busy === "password"}
        primary={!props.ways.local}
        onSend={(fields) => void go("password", fields)}
      />
    </>
  );
}

function LocalWay({ busy, onChoose }: { busy: boolean; onChoose: () => void }) {
  return (
    <div className="flex flex-col gap-2">
      <Button
        tone="primary"
        size="lg"
        busy={busy}
        onClick={onChoose}
        icon={<Laptop aria-hidden className="size-4" />}
      >
        {text.auth.local}
      </Button>
      <p className="text-center text-xs text-faint">{text.auth.localBody}</p>
      <Or />
    </div>
  );
}

function OtherWays({ ways, next }: { ways: SignInWays; next: string }) {
  if (!ways.github && !ways.google) return null;
  return (
    <div className="flex flex-col gap-2">
      {ways.github ? (
        <Button onClick={() => void signIn("github", { callbackUrl: next })}>{t.github}</Button>
      ) : null}
      {ways.google ? (
        <Button onClick={() => void signIn("google", { callbackUrl: next })}>{t.google}</Button>
      ) : null}
      <Or />
    </div>
  );
}

function Or() {
  return (
    <div className="flex items-center gap-3 pt-1 text-xs text-faint">
      <span className="h-px flex-1 bg-line" />
      {t.or}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

function PasswordForm(props: {
  mode: "in" | "up";
  problem: string;
  busy: boolean;
  primary: boolean;
  onSend: (fields: Record<string, string>) => void;
}) {
  const up = props.mode === "up";
  function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    props.onSend(fieldsOf(event.currentTarget));
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      {up ? <TextField label={t.name} name="name" autoComplete="name" required /> : null}
      <TextField label={t.email} name="email" type="email" autoComplete="email" required />
      <TextField
        label={t.password}
        name="password"
        type="password"
        autoComplete={up ? "new-password" : "current-password"}
        minLength={up ? 10 : 1}
        hint={up ? t.passwordHint : undefined}
        problem={props.problem || undefined}
        required
      />
      {up ? null : (
        <Link href="/forgot" className="-mt-2 self-end text-xs text-accent-text hover:underline">
          {t.forgotLink}
        </Link>
      )}
      <Button
        type="submit"
        tone={props.primary ? "primary" : "secondary"}
        busy={props.busy}
        icon={<ArrowRight aria-hidden className="size-4" />}
      >
        {up ? text.common.signUp : text.common.signIn}
      </Button>
    </form>
  );
}
