/** A conversation as a page to read: what was said and shown, and between them what Claude called and was told. */
import { decodePng } from "../../support/decode-png.ts";
import type { Chat } from "../chat.ts";
import { query } from "../stores.ts";
import { type SeenFile, seenFiles } from "./seen-files.ts";

type Block = {
  readonly type: string;
  readonly text?: string;
  readonly name?: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly content?: readonly Block[];
  readonly is_error?: boolean;
};

type Stored = { readonly role: "user" | "assistant"; readonly blocks: readonly Block[] };

/** Of the history in Postgres; the same conversation gives the same words in every run. */
export async function transcriptOf(chat: Chat, title: string): Promise<string> {
  const rows = (await query(
    "select role, blocks from messages where thread_id = $1 order by seq",
    chat.threadId,
  )) as Stored[];
  const sent = await Promise.all((await seenFiles(chat)).map(describeSeen));
  const history = rows.flatMap(({ role, blocks }) => blocks.flatMap((block) => told(role, block)));
  const shown = sent.map((line, at) => `${at + 1}. ${line}`);
  const parts = [`# ${title}`, ...history, "## Files the person got", shown.join("\n")];
  return `${withoutChance(parts.join("\n\n"), chat)}\n`;
}

function told(role: Stored["role"], block: Block): string[] {
  const { type, text = "", name, input = {}, content = [] } = block;
  if (type === "tool_use") return [`Claude calls \`${name}\`:`, call(input)];
  if (type === "tool_result") return [`Claude is told:`, quoted(content.map(line).join("\n"))];
  if (type !== "text" || isFact(text)) return [];
  if (role === "assistant") return [`**Claude:** ${text}`];
  return text.startsWith("[") ? [quoted(inFixedOrder(text))] : [`## ${text}`];
}

/** Telegram dates a person's file to the second: beside one made within it, either may be the newer. */
function inFixedOrder(text: string): string {
  const heading = "In the chat, newest first:\n";
  const [before = "", list] = text.split(heading);
  if (list === undefined) return text;
  const [, inChat = "", rest = ""] =
    /^((?:- .*\n?)*)([\s\S]*)$/.exec(list.replace(/\]$/, "\n")) ?? [];
  const lines = inChat.trimEnd().split("\n").toSorted(byNumber);
  return `${before}In the chat:\n${[...lines, rest.trimEnd()].filter(Boolean).join("\n")}]`;
}

function byNumber(left: string, right: string): number {
  return left.localeCompare(right, "en", { numeric: true });
}

function isFact(text: string): boolean {
  return /^\[It is \w+day/.test(text);
}

function line({ type, text }: Block): string {
  return text ?? `(${type})`;
}

function call({ code, ...input }: Readonly<Record<string, unknown>>): string {
  const json = Object.keys(input).length === 0 ? [] : [fenced("json", JSON.stringify(input))];
  return [...(typeof code === "string" ? [fenced("python", code)] : []), ...json].join("\n\n");
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function quoted(text: string): string {
  return fenced("text", text);
}

async function describeSeen({ as, name, bytes }: SeenFile): Promise<string> {
  if (as === "document" && !name?.endsWith(".png")) return `${as} \`${name}\``;
  const { width, height } = await decodePng(bytes);
  return `${as}, PNG, ${width} × ${height} pixels`;
}

/** Ids and times differ from run to run; the same one is the same all along. */
function withoutChance(text: string, chat: Chat): string {
  const made = [...new Set(text.match(/exec_[0-9a-f]{12}/g))];
  // Telegram's stand-in counts the messages of all chats: how many came before is chance.
  const sent = [...new Set(text.match(/made:\d+:\d+/g))].toSorted(byNumber);
  return made
    .reduce((words, id, at) => words.replaceAll(id, `exec_${at + 1}`), text)
    .replace(/made:\d+:\d+/g, (id) => `made:CHAT:${sent.indexOf(id) + 1}`)
    .replaceAll(String(chat.chatId), "CHAT")
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "TIME")
    .replace(/after \d+\.\d\d s/g, "after … s");
}
