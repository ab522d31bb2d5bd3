import type { Metadata } from "next";
import { AuthCard } from "@/auth/card.tsx";
import { ResetForm } from "@/auth/password-forms.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.auth.resetTitle };

export default function Page() {
  return (
    <AuthCard title={text.auth.resetTitle} body={text.auth.passwordHint}>
      <ResetForm />
    </AuthCard>
  );
}
