import type { Metadata } from "next";
import { EditorPage } from "@/editor/editor-page.tsx";
import { text } from "@/text/en.ts";

export const metadata: Metadata = { title: text.editor.untitled };

export default async function Page(props: { params: Promise<{ sessionId: string }> }) {
  return <EditorPage sessionId={(await props.params).sessionId} />;
}
