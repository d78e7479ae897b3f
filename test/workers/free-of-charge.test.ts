/** BILLING=off: whoever asks about money hears that nothing costs here, and nothing can be bought. */
import { expect, test } from "vitest";
import { eventually, openChat } from "./chat.ts";
import { command } from "./choices.ts";
import { pressData } from "./modes.ts";
import { checkout } from "./money/checkout.ts";

test("commands about money say so kindly", async () => {
  const chat = await openChat();
  for (const asked of ["/balance", "/pay", "/pay 100", "/refund", "/terms"])
    expect(await command(chat, asked), asked).toContain("Nothing costs anything here");
  expect(await command(chat, "/paysupport")).toContain("/refund");
  expect(await pressData(chat, `pay:${chat.userId}:100`)).toContain("Nothing costs anything here");
  await eventually(async () => expect(await chat.calls("sendInvoice")).toEqual([]));
});

test("an invoice of earlier days is not paid any more", async () => {
  const { userId } = await openChat();
  const answer = await checkout({ payload: "1.2.3.4.5.mac", stars: 3, userId });
  expect(answer).toEqual({ ok: false, error: expect.stringContaining("not taking payments") });
});
