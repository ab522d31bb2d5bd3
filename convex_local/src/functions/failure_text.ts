/** How a failure reads to a client: whole in development, redacted in production. */
import type { Failure } from "./errors.ts";

export interface Disclosure {
  readonly redact: boolean;
}

export function failureText(failure: Failure, requestId: string, disclosure: Disclosure): string {
  const head = `[Request ID: ${requestId}] Server Error`;
  return disclosure.redact ? head : `${head}\n${failure.message}`;
}
