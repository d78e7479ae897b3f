/** Opens a file that somebody sent: asks Telegram where it is, then for its bytes. */
import { type BotApi, call, type TelegramOptions } from "./bot-api.ts";

export type FileDoor = TelegramOptions & {
  readonly botApi: BotApi;
  readonly get: (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;
};

export type OpenedFile =
  | {
      readonly kind: "opened";
      readonly body: ReadableStream<Uint8Array>;
      readonly sizeBytes: number | null;
    }
  | { readonly kind: "too_large" }
  | { readonly kind: "failed"; readonly reason: string; readonly isPassing: boolean };

/** `signal` ends the bytes too. No reason ever holds the address: the bot's token stands in it. */
export async function openFile(
  door: FileDoor,
  fileId: string,
  signal: AbortSignal,
): Promise<OpenedFile> {
  const found = await call(door.botApi.getFile({ file_id: fileId }));
  if (found.kind === "unknown") return failed("getFile was not answered", true);
  if (found.kind === "refused") {
    if (/file is too big/i.test(found.description)) return { kind: "too_large" };
    return failed(`getFile was refused with ${found.code}`, false);
  }
  const { file_path: path, file_size: sizeBytes } = found.value;
  if (path === undefined) return failed("getFile gave no path", false);
  return fetchFile(door, { path, sizeBytes: sizeBytes ?? null, signal });
}

type Located = {
  readonly path: string;
  readonly sizeBytes: number | null;
  readonly signal: AbortSignal;
};

async function fetchFile(
  { token, apiRoot = "https://api.telegram.org", get }: FileDoor,
  { path, sizeBytes, signal }: Located,
): Promise<OpenedFile> {
  const response = await get(`${apiRoot}/file/bot${token}/${path}`, { signal }).catch(() => null);
  if (response === null) return failed("the file could not be reached", true);
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    return failed(`the file was answered with ${response.status}`, response.status >= 500);
  }
  const length = response.headers.get("content-length");
  const said = length === null ? sizeBytes : Number(length);
  return { kind: "opened", body: response.body, sizeBytes: said };
}

function failed(reason: string, isPassing: boolean): OpenedFile {
  return { kind: "failed", reason, isPassing };
}
