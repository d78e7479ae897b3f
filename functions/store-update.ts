/** Where an update is kept: in the journal of the thread it belongs to. */
import type { Normalized } from "../lib/intake/normalized.ts";
import { threadId } from "../lib/model/ids.ts";
import type { Inbound } from "../lib/model/inbound.ts";
import { threadOfChat } from "../lib/model/membership.ts";
import { alertOperator } from "./alert-operator.ts";
import { answerCheckout } from "./answer-checkout.ts";
import { batcherOf } from "./batcher-of.ts";
import { bookReturned, bookStars } from "./book-stars.ts";
import type { Services } from "./compose.ts";
import type { Config, Env } from "./env.ts";
import { isServed } from "./is-served.ts";

const unreadable = { kind: "payment", reason: "a payment that cannot be read" } as const;

export type Surroundings = { readonly env: Env; readonly services: Services };

/** Resolves when it is durable; rejects where it could not be stored. The same update twice is kept once. */
export async function storeUpdate(update: Normalized, around: Surroundings): Promise<void> {
  const { env, services } = around;
  switch (update.kind) {
    case "ignored":
      if (update.reason === "payment_unreadable") await alertOperator(services, unreadable);
      return services.log.info("update.ignored", { reason: update.reason });
    case "checkout":
      return answerCheckout(update.checkout, services);
    case "payment":
      return bookStars(update, around);
    case "refund":
      return bookReturned(update, around);
    case "stop":
      return batcherOf(env, threadId(update.thread)).stop(update.draftId);
    case "edit":
      return storeEdit(update.inbound, around);
    case "anonymous":
      return storeInbound(update.inbound, true, around);
    case "inbound": {
      const inbound = admitted(update.inbound, services.config);
      return storeInbound(inbound, update.addressed, around);
    }
    case "membership":
      return batcherOf(env, threadId(threadOfChat(update.membership.chatId))).noteMembership(
        update.membership,
      );
    case "migration": {
      const { fromChatId: from, toChatId: to } = update;
      await batcherOf(env, threadId(threadOfChat(to))).noteMigration(from);
      return services.log.info("chat.migrated", { from, to });
    }
  }
}

async function storeEdit(inbound: Inbound, { env, services }: Surroundings): Promise<void> {
  // Without a sentence: who edits has asked for nothing.
  if (!isServed(inbound.from.id, services.config))
    return services.log.info("update.ignored", { reason: "not_allowed" });
  const outcome = await batcherOf(env, threadId(inbound.thread)).edit(inbound);
  services.log.info("update.edit", { update: inbound.updateId, outcome });
}

async function storeInbound(
  inbound: Inbound,
  addressed: boolean,
  { env, services }: Surroundings,
): Promise<void> {
  const outcome = await batcherOf(env, threadId(inbound.thread)).enqueue(inbound, addressed);
  if (outcome === "not_addressed") services.log.info("update.ignored", { reason: outcome });
  if (outcome === "duplicate") services.log.info("update.duplicate", { update: inbound.updateId });
}

/** Who is not served gets a kind sentence, and nothing they wrote is stored. */
function admitted(inbound: Inbound, config: Config): Inbound {
  if (isServed(inbound.from.id, config)) return inbound;
  const { content } = inbound;
  // A press is answered as a press; without its data it can ask for nothing.
  if (content.kind === "press") return { ...inbound, content: { ...content, data: "" } };
  return { ...inbound, content: { kind: "not_allowed" } };
}
