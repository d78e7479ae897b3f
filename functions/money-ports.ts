/** Gives tasks of money their way out: the ledger, the person's account, Telegram, the operators. */
import type { PaymentPorts } from "../lib/billing/take-payment.ts";
import type { MoneyPorts } from "../lib/commands/money/money-asked.ts";
import { call } from "../lib/telegram/bot-api.ts";
import { returnStars } from "../lib/telegram/return-stars.ts";
import { accountOf } from "./account-of.ts";
import { cashDesk } from "./cash-desk.ts";
import { markMoneyMoved } from "./check-books.ts";
import type { Services } from "./compose.ts";
import type { Env } from "./env.ts";
import { markRefund } from "./refund-mark.ts";

export function moneyPorts(env: Env, services: Services): MoneyPorts & PaymentPorts {
  const { clock, log, store, botApi, config } = services;
  const noteMove = () => markMoneyMoved(env, clock.now());
  return {
    clock,
    log,
    store,
    adminIds: config.ADMIN_IDS,
    accountOf: (userId) => accountOf(env, userId),
    noteMove,
    async noteRefund(chargeId) {
      await noteMove();
      await markRefund(env, chargeId, clock.now());
    },
    returnStars: (userId, chargeId) => returnStars(botApi, userId, chargeId),
    cashDesk: () => cashDesk(services),
    draw,
    tellAdmins: (text) => tellAdmins(services, text),
  };
}

/** A megabyte of WebAssembly: loaded when the first picture is asked for. */
async function draw(svg: string): Promise<Uint8Array> {
  const { rasterise } = await import("../lib/tools/rasterise.ts");
  return (await rasterise(svg)).png;
}

async function tellAdmins({ botApi, config, log }: Services, text: string): Promise<boolean> {
  const told = await Promise.all(
    config.ADMIN_IDS.map((chat_id) => call(botApi.sendMessage({ chat_id, text }))),
  );
  for (const sent of told)
    if (sent.kind !== "ok") log.warn("admin.untold", { reason: sent.description });
  return told.some(({ kind }) => kind === "ok");
}
