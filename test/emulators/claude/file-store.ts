/** Uploaded files with their expiry: the truth behind the Files API and every `file_id` in a request. */
import { makeId } from "./make-id.ts";

export type StoredFile = {
  readonly id: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly createdAtMs: number;
  /** Null: never. */
  readonly expiresAtMs: number | null;
};

export class FileStore {
  readonly #files = new Map<string, StoredFile>();

  add(file: Omit<StoredFile, "id">): StoredFile {
    const stored = { id: makeId("file"), ...file };
    this.#files.set(stored.id, stored);
    return stored;
  }

  get(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  /** Newest first, as the API lists. */
  list(): readonly StoredFile[] {
    return [...this.#files.values()].toReversed();
  }

  delete(id: string): boolean {
    return this.#files.delete(id);
  }

  clear(): void {
    this.#files.clear();
  }
}

export function isExpired(file: StoredFile, nowMs: number): boolean {
  return file.expiresAtMs !== null && file.expiresAtMs <= nowMs;
}
