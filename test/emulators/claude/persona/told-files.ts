/** The files the persona has been told of: in the app's list, and by tools since then; the newest is the last. */
import { toldBy } from "../newest-text.ts";
import { blocksOf } from "../prompt-blocks.ts";
import type { Message } from "../schema/request.ts";

export type ToldFile = { readonly id: string; readonly name: string; readonly mimeType: string };

const LISTED = /^- (\S+): "(.*?)", .*?([\w.+-]+\/[\w.+-]+)/;
const KEPT = /^(exec_\w+): (.+?), ([\w.+-]+\/[\w.+-]+),/;
const DELIVERED = /^(.+) was delivered: it is file (\S+) from now on/;
const MIME_OF: Readonly<Record<string, string>> = { png: "image/png", jpeg: "image/jpeg" };

export function toldFiles(messages: readonly Message[]): readonly ToldFile[] {
  const texts = messages.flatMap(({ content }) => blocksOf(content).flatMap(toldBy));
  const list = texts.findLastIndex((text) => text.startsWith("[Files of this conversation"));
  const [inChat = "", pending = ""] = (texts[list] ?? "").split("\nPending:");
  return [
    ...filesIn(inChat).toReversed(),
    ...filesIn(pending),
    ...texts.slice(list + 1).flatMap(filesIn),
  ];
}

export function newestOf(files: readonly ToldFile[], kind: RegExp): ToldFile | undefined {
  return files.findLast(({ mimeType, name }) => kind.test(mimeType) || kind.test(name));
}

function filesIn(text: string): ToldFile[] {
  return text.split("\n").flatMap((line) => {
    const [, id, name, mimeType] = LISTED.exec(line) ?? KEPT.exec(line) ?? [];
    if (id && name && mimeType) return [{ id, name, mimeType }];
    const [, sent, newId] = DELIVERED.exec(line) ?? [];
    const mime = MIME_OF[sent?.split(".").at(-1) ?? ""];
    return sent && newId ? [{ id: newId, name: sent, mimeType: mime ?? "unknown" }] : [];
  });
}
