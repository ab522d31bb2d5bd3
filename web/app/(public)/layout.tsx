import type { ReactNode } from "react";
import { readSession } from "@/auth/session.ts";
import { PublicFooter, PublicHeader } from "@/marketing/header.tsx";

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const session = await readSession();
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader signedIn={session !== null} />
      <div className="flex-1">{children}</div>
      <PublicFooter />
    </div>
  );
}
