import type { Metadata } from "next";
import { ProfilePanel } from "@/settings/profile-panel.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.settings.nav.profile };

export default function Page() {
  return <ProfilePanel />;
}
