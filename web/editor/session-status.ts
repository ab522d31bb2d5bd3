/** A session's state in a word and a colour. Pure. */
import type { Session } from "@/live/types.ts";
import { text } from "@/text/editing.ts";
import type { Tone } from "@/ui/feedback.tsx";

type Stated = Pick<Session, "status" | "failedScenes">;

const working: ReadonlySet<Session["status"]> = new Set(["queued", "generating", "rendering"]);

export function isWorking(session: Stated): boolean {
  return working.has(session.status);
}

export function sessionTone(session: Stated): Tone {
  if (isWorking(session)) return "accent";
  if (session.status === "error") return "bad";
  if (session.status !== "ready") return "neutral";
  return session.failedScenes > 0 ? "warn" : "good";
}

export function sessionWord(session: Stated): string {
  if (session.status === "ready" && session.failedScenes > 0) {
    return text.editor.statusReadyWithFailures(session.failedScenes);
  }
  return text.editor.status[session.status] ?? session.status;
}
