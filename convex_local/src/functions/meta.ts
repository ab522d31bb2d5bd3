/** What a function may learn about itself, its request and its transaction. */
import type { JsonObject } from "../values/json.ts";
import { LIMITS } from "../values/sizes.ts";
import { functionPath } from "./addresses.ts";
import type { Run } from "./run.ts";

export function answerMeta(
  operation: string,
  given: JsonObject,
  from: { readonly run: Run; readonly path: string },
): string {
  const { usage } = from.run.transaction;
  switch (operation) {
    case "1.0/createFunctionHandle":
      return JSON.stringify(`function://;${functionPath(given)}`);
    case "1.0/getFunctionMetadata":
      return JSON.stringify({ name: from.path, componentPath: "" });
    case "1.0/getRequestMetadata":
      return JSON.stringify({ ip: null, userAgent: null, requestId: from.run.requestId });
    case "1.0/getTransactionMetrics":
      return JSON.stringify({
        bytesRead: { used: usage.bytesRead, remaining: LIMITS.bytesRead - usage.bytesRead },
        bytesWritten: {
          used: usage.bytesWritten,
          remaining: LIMITS.bytesWritten - usage.bytesWritten,
        },
        databaseQueries: {
          used: usage.rangesRead,
          remaining: LIMITS.rangesRead - usage.rangesRead,
        },
        documentsRead: {
          used: usage.documentsRead,
          remaining: LIMITS.documentsRead - usage.documentsRead,
        },
        documentsWritten: {
          used: usage.documentsWritten,
          remaining: LIMITS.documentsWritten - usage.documentsWritten,
        },
        functionsScheduled: {
          used: usage.scheduled,
          remaining: LIMITS.scheduled - usage.scheduled,
        },
        scheduledFunctionArgsBytes: {
          used: usage.scheduledBytes,
          remaining: LIMITS.bytesWritten - usage.scheduledBytes,
        },
      });
    default:
      throw new Error(`The embedded runtime does not support ${operation}.`);
  }
}
