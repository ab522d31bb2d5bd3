/** What the account forms send, and what they say when it is refused. */
import { getSession, signIn } from "next-auth/react";
import { text } from "@/text/en.ts";

export type Outcome = { ok: true } | { ok: false; problem: string; code?: string };

/** What the owner may see of an account. */
export type OwnAccount = {
  email: string;
  emailVerified: boolean;
  hasPassword: boolean;
  provider: string;
};

type PublicForm = "register" | "forgot" | "reset" | "confirm";
type OwnForm = "email" | "proof" | "password" | "delete";

/** What was typed, by the names of the fields. */
export function fieldsOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : ""]),
  );
}

export function problemText(code: string | null | undefined): string {
  const known = text.auth.problems[code ?? ""];
  return known ?? text.auth.problems["web.backend_failed"] ?? "";
}

export async function signInWith(
  provider: "password" | "local",
  fields: Record<string, string>,
): Promise<Outcome> {
  const answer = await signIn(provider, { ...fields, redirect: false });
  if (answer?.ok && !answer.error) return { ok: true };
  return { ok: false, problem: problemText(answer?.error) };
}

export async function sendAccountForm(
  action: PublicForm | OwnForm,
  fields: Record<string, string>,
): Promise<Outcome> {
  try {
    const response = await fetch(`/api/account/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fields),
    });
    if (response.ok) return { ok: true };
    const { code } = (await response.json().catch(() => ({}))) as { code?: string };
    return { ok: false, problem: problemText(code), ...(code === undefined ? {} : { code }) };
  } catch {
    return { ok: false, problem: problemText("web.backend_unreachable") };
  }
}

/** A form about the signed-in account; the session is renewed first, so that its token is fresh. */
export async function sendOwnForm(
  action: OwnForm,
  fields: Record<string, string> = {},
): Promise<Outcome> {
  await getSession();
  const outcome = await sendAccountForm(action, fields);
  if (outcome.ok || outcome.code !== "auth.invalid_credentials") return outcome;
  return { ...outcome, problem: text.settings.account.wrongPassword };
}

/** Nothing when the backend does not say. */
export async function readOwnAccount(): Promise<OwnAccount | null> {
  await getSession();
  const response = await fetch("/api/account/me", { cache: "no-store" }).catch(() => null);
  if (!response?.ok) return null;
  return (await response.json().catch(() => null)) as OwnAccount | null;
}
