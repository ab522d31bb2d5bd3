import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/auth/card.tsx";
import { SignInForm } from "@/auth/sign-in-form.tsx";
import { readConfig } from "@/server/config.ts";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.common.signUp };

export default function Page() {
  const config = readConfig();
  const ways = { local: false, github: config.github !== null, google: config.google !== null };
  return (
    <AuthCard
      title={text.auth.signUpTitle}
      body={text.auth.signUpBody}
      foot={
        <>
          {text.auth.haveAccount}{" "}
          <Link href="/sign-in" className="font-medium text-accent-text hover:underline">
            {text.common.signIn}
          </Link>
        </>
      }
    >
      <SignInForm mode="up" ways={ways} next="/new" error={null} />
    </AuthCard>
  );
}
