import { describe, expect, test } from "vitest";
import { en } from "../../../lib/words/en.ts";
import { ru } from "../../../lib/words/ru.ts";

/** As long as amounts and ids become. */
const credited = "$16.25";
const stars = "⭐ 2500";
const said = { stars, amount: "$9.75", balance: "$10.05", chargeId: "stx123" };

describe.each([
  ["en", en.money],
  ["ru", ru.money],
])("about money, in %s", (_code, words) => {
  test("an invoice is one that Telegram takes", () => {
    const { pay } = words;
    expect(pay.invoiceTitle(credited).length).toBeLessThanOrEqual(32);
    expect(pay.invoiceDescription(stars, credited).length).toBeLessThanOrEqual(255);
    expect(pay.invoiceTitle(credited)).toContain(credited);
    expect(pay.invoiceDescription(stars, credited)).toContain(stars);
    expect(pay.placeholder.length).toBeLessThanOrEqual(64);
  });

  test("what is asked by name is known by its one line", () => {
    expect(words.pay.question).toMatch(/^[^\n]{10,100}$/);
  });

  test("what a press says fits where Telegram shows it", () => {
    for (const notice of [words.notYours, words.free, words.pay.notice, words.refund.notice])
      expect(notice.length).toBeLessThanOrEqual(200);
  });

  test("a refusal at the checkout says what to do", () => {
    for (const [problem, sentence] of Object.entries(words.checkout)) {
      expect(sentence, problem).toMatch(/\p{L}{2}/u);
      expect(sentence.length, problem).toBeLessThanOrEqual(200);
    }
  });

  test("a receipt names the Stars, the amount, the balance and the transaction", () => {
    for (const receipt of [words.paid(said), words.refunded(said)])
      for (const part of Object.values(said)) expect(receipt).toContain(part);
  });

  test("a balance and its picture leave room below a photo", () => {
    const spent = words.spent({ today: credited, week: credited, month: credited });
    const operation = Object.values(words.operations).map(
      (kind) => `22 нояб. 2026 г., 14:30 · ${kind}`,
    );
    const caption = [words.balance(credited), spent, words.lastAnswer(credited), ...operation];
    expect(caption.join("\n\n").length).toBeLessThan(1024);
  });

  test("terms and support say how long a payment can be given back", () => {
    expect(words.terms("30")).toContain("30");
    expect(words.terms("30").length).toBeLessThan(4096);
    expect(words.paySupport("30")).toContain("30");
    expect(words.paySupport("30")).toContain("/refund");
  });
});

test("both languages say everything in their own words", () => {
  const plain = (words: object): string[] =>
    Object.values(words).flatMap((value) =>
      typeof value === "string" ? [value] : typeof value === "object" ? plain(value) : [],
    );
  const english = plain(en.money);
  expect(plain(ru.money)).toHaveLength(english.length);
  for (const sentence of plain(ru.money)) {
    expect(sentence).toMatch(/[а-яё]/i);
    expect(english).not.toContain(sentence);
  }
});
