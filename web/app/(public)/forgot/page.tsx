import type { Metadata } from "next";
import { AuthCard } from "@/auth/card.tsx";
import { ForgotForm } from "@/auth/password-forms.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.auth.forgotTitle };

export default function Page() {
  return (
    <AuthCard title={text.auth.forgotTitle} body={text.auth.forgotBody}>
      <ForgotForm />
    </AuthCard>
  );
}
