/** Results as frames. They stay JSON text from the function to the socket; nobody parses them on the way. */
import { failureText, type Disclosure } from "../functions/failure_text.ts";
import type { CallReply, Outcome } from "../functions/messages.ts";
import { timestampToWire } from "../values/timestamps.ts";

const PART_LENGTH = 5_000_000;

type Failed = Outcome & { readonly ok: false };

/** `errorData` is there for a ConvexError only; its absence means an ordinary error. */
function errorData(outcome: Failed): string {
  return "data" in outcome.failure ? `,"errorData":${JSON.stringify(outcome.failure.data)}` : "";
}

function logLines(outcome: Outcome, disclosure: Disclosure): string {
  return JSON.stringify(disclosure.redact ? [] : outcome.logs);
}

export function responseFrame(
  about: { readonly type: "Mutation" | "Action"; readonly id: number; readonly text: string },
  reply: CallReply,
  disclosure: Disclosure,
): string {
  const { outcome } = reply;
  const head = `{"type":"${about.type}Response","requestId":${about.id},"success":${String(outcome.ok)}`;
  const logs = logLines(outcome, disclosure);
  if (outcome.ok) {
    const ts = about.type === "Mutation" ? `,"ts":"${timestampToWire(reply.ts)}"` : "";
    return `${head},"result":${outcome.value}${ts},"logLines":${logs}}`;
  }
  const text = JSON.stringify(failureText(outcome.failure, about.text, disclosure));
  return `${head},"result":${text},"logLines":${logs}${errorData(outcome)}}`;
}

export function queryChange(
  about: { readonly queryId: number; readonly text: string },
  outcome: Outcome,
  disclosure: Disclosure,
): string {
  const logs = logLines(outcome, disclosure);
  const journal = JSON.stringify(outcome.journal);
  const head = `"queryId":${about.queryId}`;
  if (outcome.ok) {
    return `{"type":"QueryUpdated",${head},"value":${outcome.value},"logLines":${logs},"journal":${journal}}`;
  }
  const text = JSON.stringify(failureText(outcome.failure, about.text, disclosure));
  return `{"type":"QueryFailed",${head},"errorMessage":${text},"logLines":${logs}${errorData(outcome)},"journal":${journal}}`;
}

/** A transition that is too long for one message, cut; a short one as it is. */
export function inParts(frame: string, transitionId: string): string[] {
  const totalParts = Math.ceil(frame.length / PART_LENGTH);
  if (totalParts <= 1) return [frame];
  return Array.from({ length: totalParts }, (_none, partNumber) => {
    const chunk = frame.slice(partNumber * PART_LENGTH, (partNumber + 1) * PART_LENGTH);
    return JSON.stringify({ type: "TransitionChunk", chunk, partNumber, totalParts, transitionId });
  });
}
