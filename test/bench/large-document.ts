/** The largest document a bot can fetch (20 MB, Bot API, getFile), and how often it really travelled. */
import { randomBytes } from "node:crypto";
import { Api, InputFile } from "grammy";
import type { BenchWorld } from "./bench-world.ts";
import type { TelegramDocument } from "./updates.ts";

const sizeBytes = 20 * 1024 * 1024;

/** Telegram has it afterwards, ready for download. */
export async function storeLargeDocument({
  stack,
  newChat,
}: BenchWorld): Promise<TelegramDocument> {
  const { token, apiRoot } = stack.telegram;
  const file = new InputFile(randomBytes(sizeBytes), "survey.bin");
  const { document } = await new Api(token, { apiRoot }).sendDocument(await newChat(), file);
  return document;
}

/** Throws unless, since records were last read, Claude has got so many files. */
export async function expectUploads({ newRecords }: BenchWorld, count: number): Promise<void> {
  const { requests } = await newRecords();
  const uploads = requests.filter(({ path, status }) => path === "/v1/files" && status === 200);
  if (uploads.length === count) return;
  throw new Error(`${uploads.length} of ${count} documents were fetched and uploaded`);
}
