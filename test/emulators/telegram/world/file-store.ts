/** The bytes of every file sent in either direction, by file_id. */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { UploadedFile } from "../control.ts";

export type FileKind = UploadedFile["as"];

export type StoredFile = {
  readonly fileId: string;
  /** The same for the same bytes, whoever sends them. */
  readonly uniqueId: string;
  readonly kind: FileKind;
  readonly name: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** Where `/file/bot<token>/<path>` serves it. */
  readonly path: string;
};

export type NewFile = Pick<StoredFile, "kind" | "name" | "mimeType"> & {
  readonly bytes: Uint8Array;
};

const FOLDERS: Readonly<Record<FileKind, string>> = {
  photo: "photos",
  document: "documents",
  voice: "voice",
  video_note: "video_notes",
  audio: "music",
  video: "videos",
  animation: "animations",
  sticker: "stickers",
};

export class FileStore {
  readonly #byId = new Map<string, StoredFile>();
  readonly #bytes = new Map<string, Uint8Array>();
  readonly #dir: string | undefined;

  /** With `dir` the bytes are also written there and survive a restart. */
  constructor(dir?: string) {
    this.#dir = dir;
    if (dir !== undefined) mkdirSync(dir, { recursive: true });
  }

  add(file: NewFile): StoredFile {
    const fileId = `AgAD${randomUUID().replaceAll("-", "")}`;
    const stored: StoredFile = {
      fileId,
      uniqueId: createHash("sha256")
        .update(file.bytes)
        .update(file.kind)
        .digest("base64url")
        .slice(0, 16),
      kind: file.kind,
      name: file.name,
      mimeType: file.mimeType,
      sizeBytes: file.bytes.byteLength,
      path: `${FOLDERS[file.kind]}/file_${this.#byId.size}${extname(file.name)}`,
    };
    this.#byId.set(fileId, stored);
    this.#bytes.set(fileId, file.bytes);
    if (this.#dir !== undefined) writeFileSync(join(this.#dir, fileId), file.bytes);
    return stored;
  }

  get(fileId: string): StoredFile | undefined {
    return this.#byId.get(fileId);
  }

  byPath(path: string): StoredFile | undefined {
    return this.all().find((file) => file.path === path);
  }

  bytes(file: StoredFile): Uint8Array {
    const inMemory = this.#bytes.get(file.fileId);
    if (inMemory !== undefined) return inMemory;
    if (this.#dir === undefined) throw new Error(`No bytes are kept for ${file.path}`);
    return readFileSync(join(this.#dir, file.fileId));
  }

  all(): StoredFile[] {
    return [...this.#byId.values()];
  }

  load(files: readonly StoredFile[]): void {
    for (const file of files) this.#byId.set(file.fileId, file);
  }
}
