import type { Metadata } from "next";
import { LibraryPage } from "@/library/library-page.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.library.title };

export default function Page() {
  return <LibraryPage />;
}
