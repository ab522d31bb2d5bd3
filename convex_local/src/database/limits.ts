/** Counts what one transaction reads and writes, and refuses in the vendor's words past a limit. */
import { LIMITS } from "../values/sizes.ts";

export class Usage {
  documentsRead = 0;
  bytesRead = 0;
  rangesRead = 0;
  documentsWritten = 0;
  bytesWritten = 0;
  scheduled = 0;
  scheduledBytes = 0;

  read(bytes: number): void {
    this.documentsRead += 1;
    this.bytesRead += bytes;
    if (this.documentsRead > LIMITS.documentsRead) {
      throw new Error(
        `Too many documents read in a single function execution (limit: ${LIMITS.documentsRead}). ` +
          "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.",
      );
    }
    if (this.bytesRead > LIMITS.bytesRead) {
      throw new Error(
        `Too many bytes read in a single function execution (limit: ${LIMITS.bytesRead} bytes). ` +
          "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range expressions.",
      );
    }
  }

  range(): void {
    this.rangesRead += 1;
    if (this.rangesRead > LIMITS.rangesRead) {
      throw new Error(
        `Too many reads in a single function execution (limit: ${LIMITS.rangesRead}).`,
      );
    }
  }

  write(bytes: number): void {
    this.documentsWritten += 1;
    this.bytesWritten += bytes;
    if (this.documentsWritten > LIMITS.documentsWritten) {
      throw new Error(
        `Too many documents written in a single function execution (limit: ${LIMITS.documentsWritten})`,
      );
    }
    if (this.bytesWritten > LIMITS.bytesWritten) {
      throw new Error(
        `Too many bytes written in a single function execution (limit: ${LIMITS.bytesWritten} bytes)`,
      );
    }
  }

  schedule(bytes: number): void {
    this.scheduled += 1;
    this.scheduledBytes += bytes;
    if (this.scheduled > LIMITS.scheduled) {
      throw new Error(`Too many functions scheduled by this mutation (limit: ${LIMITS.scheduled})`);
    }
    if (bytes > LIMITS.scheduledArgumentBytes) {
      throw new Error(
        `The arguments of a scheduled function are too large (limit: ${LIMITS.scheduledArgumentBytes} bytes)`,
      );
    }
  }
}
