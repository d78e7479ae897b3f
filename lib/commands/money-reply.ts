/** What all commands about money have in common: no other eyes than the person's own, and nothing to do where nothing costs. */
import type { DirectReply } from "../model/direct-reply.ts";
import type { MoneyTask } from "../model/money-task.ts";
import type { Asked } from "./command.ts";

export function moneyReply({ inbound, house, words }: Asked, task: MoneyTask): DirectReply {
  if (!house.isBilled) return { reply: words.money.free };
  if (inbound.chat.type !== "private") return { reply: words.money.privately };
  return { reply: null, money: task };
}

/** Who is no admin must not learn that there is such a command. */
export function adminReply(
  asked: Asked,
  name: "topup" | "ledger",
  reply: () => DirectReply,
): DirectReply {
  const { inbound, house, words } = asked;
  return house.adminIds.includes(inbound.from.id) ? reply() : { reply: words.unknownCommand(name) };
}
