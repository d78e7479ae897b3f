import { expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { en } from "../../../lib/words/en.ts";
import { ru } from "../../../lib/words/ru.ts";
import { bot, groupMessage, type JsonFields, privateMessage } from "./updates.ts";

const ada = { id: 42, is_bot: false, first_name: "Ada", language_code: "ru" };
const paid = {
  currency: "XTR",
  total_amount: 100,
  invoice_payload: "1.42.100.650000000.1.mac",
  telegram_payment_charge_id: "stx1",
  provider_payment_charge_id: "",
};

test("the question before a payment says who pays what, in which language", () => {
  const pre_checkout_query = {
    id: "17",
    from: ada,
    currency: "XTR",
    total_amount: 100,
    invoice_payload: "x",
  };
  expect(normalizeUpdate({ update_id: 900, pre_checkout_query }, bot)).toEqual({
    kind: "checkout",
    checkout: {
      queryId: "17",
      payer: { id: 42, firstName: "Ada", languageCode: "ru" },
      currency: "XTR",
      totalAmount: 100,
      payload: "x",
    },
  });
});

test.each([
  ["payment", "successful_payment"],
  ["refund", "refunded_payment"],
])("a %s is told by Telegram's own field", (kind, field) => {
  expect(normalizeUpdate(privateMessage({ [field]: paid }), bot)).toMatchObject({
    kind,
    payment: {
      payerId: 42,
      chargeId: "stx1",
      currency: "XTR",
      totalAmount: 100,
      payload: paid.invoice_payload,
    },
    inbound: { thread: { chatId: 42, topicId: 0, userId: 42 } },
  });
});

test("in a group it is whoever paid, whether or not the bot was spoken to", () => {
  const update = groupMessage({ from: ada, successful_payment: paid });
  expect(normalizeUpdate(update, bot)).toMatchObject({ kind: "payment", payment: { payerId: 42 } });
});

test.each<[string, JsonFields]>([
  ["words", { text: JSON.stringify({ successful_payment: paid }) }],
  [
    "a quoted message",
    { text: "look", reply_to_message: { message_id: 3, successful_payment: paid } },
  ],
  [
    "a file's words",
    { document: { file_id: "f", file_unique_id: "u" }, caption: "successful_payment" },
  ],
])("%s are no payment", (_what, fields) => {
  expect(normalizeUpdate(privateMessage(fields), bot)).toMatchObject({ kind: "inbound" });
});

test.each(["successful_payment", "refunded_payment"])(
  "a %s nobody can read is not passed over",
  (field) => {
    const { telegram_payment_charge_id: _none, ...rest } = paid;
    const update = privateMessage({ [field]: rest });
    expect(normalizeUpdate(update, bot)).toEqual({ kind: "ignored", reason: "payment_unreadable" });
  },
);

const asked = (
  question: string,
  from: JsonFields = { id: bot.id, is_bot: true, first_name: "F" },
) => ({
  reply_to_message: { message_id: 3, from, text: `${question}\n\nReply to this message …` },
});

test.each([en.money.pay.question, ru.money.pay.question])(
  "the answer to “%s” is a number of Stars",
  (question) => {
    const update = privateMessage({ text: " 75 ", ...asked(question) });
    expect(normalizeUpdate(update, bot)).toMatchObject({
      inbound: { content: { kind: "command", name: "pay", args: "75" } },
    });
  },
);

test("a reply to anything else, and to anybody else's question, is for Claude", () => {
  const { question } = en.money.pay;
  const somebody = { id: 43, is_bot: false, first_name: "Bob" };
  for (const about of [
    asked("How many Stars are there?"),
    asked(question, somebody),
    asked(`> ${question}`),
  ])
    expect(normalizeUpdate(privateMessage({ text: "75", ...about }), bot)).toMatchObject({
      inbound: { content: { kind: "text", text: "75" } },
    });
});
