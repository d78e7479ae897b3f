/** The operators' own chat with the bot, and what it was told there. */
import { operatorId } from "../../support/workers-world.ts";
import { type Chat, enterChat, sim } from "../chat.ts";

export async function openOperatorsChat(): Promise<Chat> {
  const members = [{ id: operatorId, firstName: "Olga", languageCode: "en" }];
  const chat = { type: "private", title: "Olga", members };
  await sim("telegram", "POST", "/sim/chats", chat);
  return enterChat({ chat: { id: operatorId, type: "private" }, userId: operatorId });
}

export async function toldOperators(): Promise<string[]> {
  type Calls = { calls: { ok: boolean; params: { chat_id?: unknown; text?: string } }[] };
  const { calls } = await sim<Calls>("telegram", "GET", "/sim/calls");
  const own = calls.filter(({ ok, params }) => ok && Number(params.chat_id) === operatorId);
  return own.map(({ params }) => String(params.text));
}
