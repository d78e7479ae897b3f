/** A person's files and the list of them, as /files shows it. */
import { runInDurableObject } from "cloudflare:test";
import { expect } from "vitest";
import { type Chat, eventually } from "./chat.ts";
import { menus, type ShownMenu } from "./menus.ts";
import { sendFile } from "./sent-files.ts";

/** Sends a document of the chat's word, and waits until Postgres knows it. */
export async function sendDocument(chat: Chat, name: string, more = {}): Promise<void> {
  const { fields } = await sendFile(chat, { as: "document", name, bytes: Buffer.from(chat.tag) });
  await chat.script([{ type: "text", text: "Seen." }]);
  const before = (await chat.answers()).length;
  await chat.say({ ...fields, caption: chat.tag, ...more });
  await chat.answered(before + 1);
  await chat.settled();
}

/** Lets a tool make these, and Claude leave them pending. `more`: fields of the message that asks for it. */
export async function makeFiles(chat: Chat, names: readonly string[], more = {}): Promise<void> {
  const input = { say: chat.tag, keep: names };
  await chat.script([{ type: "tool_use", name: "echo", input }]);
  await chat.script([{ type: "text", text: "Made." }]);
  const before = (await chat.answers()).length;
  await chat.say({ text: `${chat.tag} make`, ...more });
  await chat.answered(before + 1);
  await chat.settled();
}

/** `command`: in a group it names the bot. */
export async function listFiles(chat: Chat, command = "/files"): Promise<ShownMenu | undefined> {
  const before = (await chat.calls("sendMessage")).length;
  await chat.say(command);
  await eventually(async () =>
    expect((await chat.calls("sendMessage")).length).toBeGreaterThan(before),
  );
  return (await menus(chat)).at(-1);
}

/** Documents that Telegram took. */
export async function documentsOf(chat: Chat): Promise<number> {
  return (await chat.calls("sendDocument")).filter(({ ok }) => ok).length;
}

/** The made files of the thread's journal, in the order they were made. */
export async function madeFilesOf(
  chat: Chat,
): Promise<{ id: string; state: string; fileName: string; bytesKey: string }[]> {
  const rows = await chat.journal("select record from made_files order by position");
  return rows.map(({ record }) => JSON.parse(String(record)));
}

/** Kills the object where it stands. */
export async function killThread(chat: Chat): Promise<void> {
  await runInDurableObject(chat.batcher(), (_batcher, state) =>
    state.abort("killed by a test"),
  ).catch(() => {});
}
