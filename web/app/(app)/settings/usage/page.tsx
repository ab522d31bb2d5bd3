import type { Metadata } from "next";
import { UsagePanel } from "@/settings/usage-panel.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.settings.nav.usage };

export default function Page() {
  return <UsagePanel />;
}
