/** One page of the file list (FileListParams of the SDK): by cursor, or exactly the ids asked for. */
import { type ApiError, invalidRequest } from "./api-error.ts";
import type { FileStore, StoredFile } from "./file-store.ts";

export type FilePage = {
  readonly files: readonly StoredFile[];
  readonly nextPage: string | null;
};

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1000;
const MAX_IDS = 100;

export function listFiles(query: URLSearchParams, store: FileStore): FilePage | ApiError {
  const ids = new Set(query.getAll("ids[]"));
  if (ids.size > 0) return byIds(ids, query, store);
  const limit = Number(query.get("limit") ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    return invalidRequest(`limit: must be between 1 and ${MAX_LIMIT}`);
  }
  const all = store.list();
  const after = query.get("page");
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const files = all.slice(start, start + limit);
  const hasMore = start + limit < all.length;
  return { files, nextPage: hasMore ? (files.at(-1)?.id ?? null) : null };
}

function byIds(
  ids: ReadonlySet<string>,
  query: URLSearchParams,
  store: FileStore,
): FilePage | ApiError {
  if (ids.size > MAX_IDS) return invalidRequest(`ids: at most ${MAX_IDS} entries are allowed`);
  if (query.has("page") || query.has("limit")) {
    return invalidRequest("ids: mutually exclusive with page and limit");
  }
  return {
    files: store.list().filter(({ id }) => ids.has(id)),
    nextPage: null,
  };
}
