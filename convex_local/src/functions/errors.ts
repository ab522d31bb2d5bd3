/** What can go wrong when a function runs, and how it is told to the one who called. */
import type { Json } from "../values/json.ts";

/** What a caller of a function learns of its failure. */
export interface Failure {
  /** With the class name and the mapped stack, as development deployments show it. */
  readonly message: string;
  /** Present, even when null, for a ConvexError only. */
  readonly data?: Json;
}

/** A failure of the function itself, of its arguments, or of a limit: never retried. */
export class FunctionFailed extends Error {
  readonly data: Json | undefined;

  constructor(message: string, data?: Json) {
    super(message);
    this.data = data;
  }

  toFailure(): Failure {
    return this.data === undefined
      ? { message: this.message }
      : { message: this.message, data: this.data };
  }
}

/** A misuse of the API surface that is answered with an HTTP status, not as a function's failure. */
export class BadRequest extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
