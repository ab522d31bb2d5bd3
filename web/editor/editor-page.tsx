"use client";
import dynamic from "next/dynamic";
import { text } from "@/text/editing.ts";
import { Spinner } from "@/ui/feedback.tsx";
import { toId } from "@/live/ids.ts";

/** The editor needs the browser throughout, so the server sends only its frame. */
const Editor = dynamic(async () => (await import("./editor.tsx")).Editor, {
  ssr: false,
  loading: () => (
    <main id="main" className="grid h-dvh place-items-center">
      <Spinner label={text.editor.loading} />
    </main>
  ),
});

export function EditorPage({ sessionId }: { sessionId: string }) {
  return <Editor sessionId={toId<"videoSessions">(sessionId)} />;
}
