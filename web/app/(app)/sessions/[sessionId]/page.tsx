import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EditorPage } from "@/editor/editor-page.tsx";
import { isIdShaped } from "@/live/ids.ts";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.editor.untitled };

export default async function Page(props: { params: Promise<{ sessionId: string }> }) {
  const { sessionId } = await props.params;
  if (!isIdShaped(sessionId)) notFound();
  return <EditorPage sessionId={sessionId} />;
}
