/** What functions may ask of the runtime beyond the database. Given by the engine. */
import type { Json } from "../values/json.ts";

export interface Services {
  readonly functionTimeoutMs: number;
  /** The public origin of the client API, for file URLs. */
  readonly origin: string;
  readonly files: FileStore;
  seed(): number;
}

export interface FileStore {
  uploadUrl(): string;
  urlOf(uuid: string): string;
  write(bytes: Uint8Array): StoredFile;
  read(uuid: string): Uint8Array;
  /** Removes the bytes once the transaction that forgot them is durable. */
  forget(uuid: string): void;
}

export interface StoredFile {
  readonly uuid: string;
  readonly sha256: string;
  readonly size: number;
}

export interface FunctionAddress {
  readonly path: string;
  readonly args: Json;
}
