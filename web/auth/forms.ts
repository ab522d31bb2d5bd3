/** What the account forms send, and what they say when it is refused. */
import { signIn } from "next-auth/react";
import { text } from "@/text/en.ts";

export type Outcome = { ok: true } | { ok: false; problem: string };

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
  action: "register" | "forgot" | "reset" | "confirm",
  fields: Record<string, string>,
): Promise<Outcome> {
  try {
    const response = await fetch(`/api/account/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fields),
    });
    if (response.ok) return { ok: true };
    const refusal = (await response.json().catch(() => ({}))) as { code?: string };
    return { ok: false, problem: problemText(refusal.code) };
  } catch {
    return { ok: false, problem: problemText("web.backend_unreachable") };
  }
}
