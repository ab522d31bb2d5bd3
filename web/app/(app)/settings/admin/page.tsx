import type { Metadata } from "next";
import { AdminPanel } from "@/settings/admin-panel.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.settings.nav.admin };

export default function Page() {
  return <AdminPanel />;
}
