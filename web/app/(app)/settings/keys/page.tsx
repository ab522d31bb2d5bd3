import type { Metadata } from "next";
import { KeysPanel } from "@/settings/keys-panel.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.settings.nav.keys };

export default function Page() {
  return <KeysPanel />;
}
