/** The bytes of stored files: one file a uuid, and signed upload addresses that last an hour. */
import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FileStore, StoredFile } from "./services.ts";

const UPLOAD_VALID_MS = 3_600_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function signUpload(secret: string, expires: number): string {
  return `${expires}.${createHmac("sha256", secret).update(`upload ${expires}`).digest("hex")}`;
}

export function uploadAllowed(secret: string, token: string, nowMs: number): boolean {
  const expires = Number(token.split(".")[0]);
  if (!(expires > nowMs)) return false;
  const wanted = Buffer.from(signUpload(secret, expires));
  const given = Buffer.from(token);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

export function filePath(folder: string, uuid: string): string {
  if (!UUID.test(uuid)) throw new Error("Not the name of a stored file.");
  return join(folder, uuid);
}

export interface FolderStoreSetup {
  readonly folder: string;
  readonly origin: string;
  readonly secret: string;
  readonly nowMs: () => number;
}

export class FolderStore implements FileStore {
  readonly #setup: FolderStoreSetup;

  constructor(setup: FolderStoreSetup) {
    this.#setup = setup;
    mkdirSync(setup.folder, { recursive: true });
  }

  uploadUrl(): string {
    const token = signUpload(this.#setup.secret, this.#setup.nowMs() + UPLOAD_VALID_MS);
    return `${this.#setup.origin}/api/storage/upload?token=${token}`;
  }

  urlOf(uuid: string): string {
    return `${this.#setup.origin}/api/storage/${uuid}`;
  }

  write(bytes: Uint8Array): StoredFile {
    const uuid = randomUUID();
    writeFileSync(filePath(this.#setup.folder, uuid), bytes, { flush: true });
    return {
      uuid,
      sha256: createHash("sha256").update(bytes).digest("base64"),
      size: bytes.length,
    };
  }

  read(uuid: string): Uint8Array {
    return readFileSync(filePath(this.#setup.folder, uuid));
  }

  forget(uuid: string): void {
    rmSync(filePath(this.#setup.folder, uuid), { force: true });
  }
}
