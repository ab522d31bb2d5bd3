import type { Metadata } from "next";
import { ModelPanel } from "@/settings/model-panel.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.settings.nav.model };

export default function Page() {
  return <ModelPanel />;
}
