import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { readSession } from "@/auth/session.ts";
import { LiveProvider } from "@/live/provider.tsx";
import { readConfig } from "@/server/config.ts";
import { Toaster } from "@/ui/toast.tsx";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const session = await readSession();
  if (!session) redirect("/sign-in");
  return (
    <LiveProvider convexUrl={readConfig().convexUrl}>
      {children}
      <Toaster />
    </LiveProvider>
  );
}
