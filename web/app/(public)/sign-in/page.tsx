import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/auth/card.tsx";
import { safeNext } from "@/auth/next-path.ts";
import { SignInForm } from "@/auth/sign-in-form.tsx";
import { readConfig } from "@/server/config.ts";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.common.signIn };

type Props = { searchParams: Promise<{ next?: string; error?: string }> };

export default async function Page({ searchParams }: Props) {
  const { next, error } = await searchParams;
  const config = readConfig();
  const ways = {
    local: config.localUser,
    github: config.github !== null,
    google: config.google !== null,
  };
  return (
    <AuthCard
      title={text.auth.signInTitle}
      body={text.auth.signInBody}
      foot={
        <>
          {text.auth.noAccount}{" "}
          <Link href="/sign-up" className="font-medium text-accent-text hover:underline">
            {text.common.signUp}
          </Link>
        </>
      }
    >
      <SignInForm mode="in" ways={ways} next={safeNext(next)} error={error ?? null} />
    </AuthCard>
  );
}
