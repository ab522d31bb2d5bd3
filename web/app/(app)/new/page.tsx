import type { Metadata } from "next";
import { NewSession } from "@/library/new-session.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.common.newSession };

export default function Page() {
  return <NewSession />;
}
