/** Stored files as documents of `_storage`; their bytes lie beside the data file under a uuid. */
import { STORAGE_TABLE } from "../database/catalog.ts";
import type { Found, Transaction } from "../database/transaction.ts";
import { asText, type Json } from "../values/json.ts";
import type { FileStore, StoredFile } from "./services.ts";

function find(transaction: Transaction, id: string): Found | undefined {
  const table = transaction.catalog.tableOf(id);
  if (table?.name !== STORAGE_TABLE) throw new Error(`Invalid storage ID: ${JSON.stringify(id)}`);
  return transaction.find(table, id);
}

function uuidOf(transaction: Transaction, id: string): string | undefined {
  return transaction.storage.get("SELECT uuid FROM files WHERE id = ?", id)?.["uuid"] as
    | string
    | undefined;
}

/** The id of the new file. `sha256` is base64, as the system table shows it. */
export function registerFile(
  transaction: Transaction,
  file: StoredFile & { contentType: Json },
): string {
  const { uuid, sha256, size, contentType } = file;
  const id = transaction.insertSystem(STORAGE_TABLE, {
    sha256,
    size,
    ...(contentType === null || contentType === "" ? {} : { contentType }),
  });
  transaction.storage.run("INSERT INTO files (uuid, id) VALUES (?, ?)", uuid, id);
  return id;
}

export function fileUrl(transaction: Transaction, files: FileStore, id: string): string | null {
  if (find(transaction, id) === undefined) return null;
  const uuid = uuidOf(transaction, id);
  return uuid === undefined ? null : files.urlOf(uuid);
}

export function fileMetadata(transaction: Transaction, id: string): Json {
  const document = find(transaction, id)?.document;
  if (document === undefined) return null;
  return {
    storageId: id,
    sha256: Buffer.from(asText(document["sha256"]), "base64").toString("hex"),
    size: document["size"] ?? 0,
    contentType: document["contentType"] ?? null,
  };
}

export function deleteFile(transaction: Transaction, files: FileStore, id: string): void {
  const found = find(transaction, id);
  if (found === undefined) throw new Error(`storage id ${id} not found`);
  const uuid = uuidOf(transaction, id);
  transaction.remove(found);
  transaction.storage.run("DELETE FROM files WHERE id = ?", id);
  if (uuid !== undefined) transaction.afterCommit.push(() => files.forget(uuid));
}

export function fileBytes(transaction: Transaction, files: FileStore, id: string): Json {
  const found = find(transaction, id);
  const uuid = found === undefined ? undefined : uuidOf(transaction, id);
  if (found === undefined || uuid === undefined) return null;
  return {
    blob: Buffer.from(files.read(uuid)).toString("base64"),
    contentType: found.document["contentType"] ?? null,
  };
}
