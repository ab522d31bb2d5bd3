import type { Metadata } from "next";
import { WebhooksPanel } from "@/settings/webhooks-panel.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.settings.nav.webhooks };

export default function Page() {
  return <WebhooksPanel />;
}
