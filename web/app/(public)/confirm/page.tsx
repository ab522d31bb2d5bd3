import type { Metadata } from "next";
import { AuthCard } from "@/auth/card.tsx";
import { ConfirmForm } from "@/auth/password-forms.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.auth.confirmTitle };

export default function Page() {
  return (
    <AuthCard title={text.auth.confirmTitle} body={text.auth.confirmBody}>
      <ConfirmForm />
    </AuthCard>
  );
}
