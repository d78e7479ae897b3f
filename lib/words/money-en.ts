/** English, about money. */
import type { MoneyWords } from "./money-words.ts";

export const moneyEn: MoneyWords = {
  free: "Nothing costs anything here: write as much as you like.",
  privately: "Let's talk about money in private: write to me directly, and send the command there.",
  unavailable: "I can't look at the books just now. Nothing is lost: please try again in a minute.",
  notYours: "This button is somebody else's.",
  balance: (amount) => `Your balance: ${amount}`,
  spent: ({ today, week, month }) =>
    `Spent, days in UTC:\n🟧 today ${today}\n🟦 7 days ${week}\n⬜ 30 days ${month}`,
  lastAnswer: (cost) => `The last answer cost ${cost}.`,
  lastOperations: "Lately:",
  operations: {
    charge: "🔋 used",
    payment: "💳 paid in",
    refund: "↩️ refunded",
    topup: "🎁 booked by the operator",
    starter: "👋 to begin with",
  },
  absorbed: "🛟 our mishap, on the house",
  topUp: "⭐ Top up",
  pay: {
    menu: (balance) =>
      `${balance === null ? "" : `Your balance: ${balance}\n\n`}Answers cost a little, paid from your balance. How much shall we add? What you see is what you get: all fees are already taken off.`,
    package: (stars, credited) => `${stars} → ${credited}`,
    other: "Another amount",
    notice: "Here's your invoice.",
    question: "⭐ How many Stars would you like to turn into balance?",
    range: (least, most) =>
      `Reply to this message with a whole number from ${least} to ${most}. The invoice says what you get for it, before you pay.`,
    notANumber: "That wasn't a whole number. Just digits, please, such as 75.",
    outOfRange: "I can't sell that many or that few at once.",
    placeholder: "Number of Stars, such as 75",
    invoiceTitle: (credited) => `${credited} of balance`,
    invoiceDescription: (stars, credited) =>
      `${stars} add ${credited} to your balance. Nothing is subscribed, nothing renews itself. Terms: /terms, refunds: /refund.`,
    invoiceLabel: "Balance",
    closed:
      "Payments aren't set up here yet, so I can't take your Stars. Please tell the operator.",
  },
  checkout: {
    malformed: "This invoice isn't one of mine. Please send /pay for a new one.",
    forged: "This invoice isn't one of mine. Please send /pay for a new one.",
    other_payer: "This invoice is somebody else's. Send me /pay, and you'll get your own.",
    other_amount: "The amount doesn't match the invoice. Please send /pay for a new one.",
    expired: "This invoice is more than a day old. Please send /pay for a new one.",
    closed: "I'm not taking payments at the moment. Your Stars stay with you.",
  },
  paid: ({ stars, amount, balance, chargeId }) =>
    `Thank you! ${stars} arrived: ${amount} added.\nYour balance: ${balance}\n\nTransaction: ${chargeId}\nChanged your mind? /refund`,
  refunded: ({ stars, amount, balance, chargeId }) =>
    `${stars} went back to you, ${amount} left your balance.\nYour balance: ${balance}\n\nTransaction: ${chargeId}`,
  refund: {
    menu: (days) =>
      `Which payment shall I give back? I can while it's no older than ${days} days and your balance still holds all of it.`,
    button: (stars, credited, day) => `${stars} · ${credited} · ${day}`,
    none: (days) => `There's no payment from the last ${days} days to give back.`,
    notice: "I'm asking Telegram to return the Stars.",
    unknown: "I can't find such a payment of yours. /refund shows those I can give back.",
    tooOld: (days) =>
      `That payment is older than ${days} days: I can't give it back any more. /paysupport reaches the operator.`,
    spent: (balance, needed) =>
      `To give it back I'd need ${needed} in your balance, and there's ${balance}: part of it is used up.`,
    refused:
      "Telegram wouldn't return the Stars, so your balance stays as it was. /paysupport reaches the operator.",
    underWay:
      "Telegram hasn't said yet whether the Stars are back. I keep asking; until then the amount is set aside, and you'll hear from me.",
    done: (stars, amount, balance) =>
      `Given back: ${stars} are yours again, ${amount} left your balance.\nYour balance: ${balance}`,
  },
  paySupport: (days) =>
    `Something wrong with a payment? Write /paysupport and what happened, in one message, with the transaction's id if you have it: the operator reads it and answers you. You can get a payment from the last ${days} days back yourself, with /refund. Telegram's own support and Bot Support can't help with payments to this bot.`,
  supportAsked:
    "The operator has your message, together with your Telegram id, and will get back to you.",
  supportDeaf:
    "I couldn't reach the operator just now. Please try again a little later; your payments are safe, and /refund works without them.",
  terms: (days) =>
    `What you buy is balance for this bot. Stars become dollars of balance at the rate that stands on the invoice, fees taken off. Answers and tools that cost something are paid from it at what they really cost; /balance shows every step. Balance doesn't expire, isn't paid out in money and can't be passed on. Within ${days} days you can return a payment with /refund, as far as its amount isn't used up. Answers come from an AI and can be wrong: check what matters. Questions about payments: /paysupport. Paying means that you agree to this.`,
};
