/** How updates reach a webhook: order, retries, expiry, limits. */
import { afterEach, describe, expect, test } from "vitest";
import type { RecordedDelivery } from "../control.ts";
import type { StartTelegram } from "../start-telegram.ts";
import { type Hook, OK, startHook } from "../testing/hook.ts";
import { ADA, BORIS, type Rig, startRig } from "../testing/rig.ts";

const HOUR_MS = 3_600_000;
let cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups) await cleanup();
  cleanups = [];
});

async function rigWith(
  options: StartTelegram,
  answer?: Parameters<typeof startHook>[0],
): Promise<Rig & { hook: Hook }> {
  const rig = await startRig({ hurry: 1000, ...options });
  const hook = await startHook(answer);
  cleanups = [rig.telegram.stop, hook.stop];
  await rig.api.setWebhook(hook.url, { secret_token: "harbour-secret" });
  return { ...rig, hook };
}

function say(rig: Rig, userId: number, text: string) {
  return rig.sim("/messages", { chatId: userId, userId, text });
}

describe("a webhook", () => {
  test("gets a message with its secret, and update ids that count up", async () => {
    const rig = await rigWith({});
    await say(rig, ADA, "one");
    await say(rig, ADA, "two");
    const [first, second] = await rig.hook.wait(2);
    expect(first?.headers["x-telegram-bot-api-secret-token"]).toBe("harbour-secret");
    expect([first?.update.message?.text, second?.update.message?.text]).toEqual(["one", "two"]);
    expect(second?.update.update_id).toBe((first?.update.update_id ?? 0) + 1);
  });

  test("gets the next message of a chat only after it answered the previous one", async () => {
    const gate = Promise.withResolvers<typeof OK>();
    const rig = await rigWith({}, (_update, before) => (before === 0 ? gate.promise : OK));
    await say(rig, ADA, "slow");
    await rig.hook.wait(1);
    await say(rig, ADA, "next");
    await say(rig, BORIS, "elsewhere");
    await rig.hook.wait(2);
    expect(rig.hook.received.map(({ update }) => update.message?.text)).toEqual([
      "slow",
      "elsewhere",
    ]);
    gate.resolve(OK);
    const all = await rig.hook.wait(3);
    expect(all[2]?.update.message?.text).toBe("next");
  });

  test("gets a pressed button while a message of the same person still waits for its answer", async () => {
    const gate = Promise.withResolvers<typeof OK>();
    const rig = await rigWith({}, (update) => (update.message === undefined ? OK : gate.promise));
    const reply_markup = { inline_keyboard: [[{ text: "Stop", callback_data: "stop" }]] };
    const { message_id: messageId } = await rig.api.sendMessage(ADA, "working", { reply_markup });
    await say(rig, ADA, "hold on");
    await rig.hook.wait(1);
    const pressed = rig.sim("/callbacks", { chatId: ADA, messageId, userId: ADA, data: "stop" });
    const [, second] = await rig.hook.wait(2);
    const id = second?.update.callback_query?.id ?? "";
    await rig.api.answerCallbackQuery(id, { text: "Stopped" });
    expect(await pressed).toEqual({ answer: { text: "Stopped", showAlert: false } });
    gate.resolve(OK);
  });

  test("is asked again until it answers 2xx, and the queue waits for that", async () => {
    const rig = await rigWith({}, (_update, before) => ({ status: before < 3 ? 500 : 200 }));
    await say(rig, ADA, "stubborn");
    await say(rig, ADA, "patient");
    const all = await rig.hook.wait(5);
    const texts = all.map(({ update }) => update.message?.text);
    expect(texts).toEqual(["stubborn", "stubborn", "stubborn", "stubborn", "patient"]);
    const { last_error_message } = await rig.api.getWebhookInfo();
    expect(last_error_message).toBe("Wrong response from the webhook: 500 Internal Server Error");
  });

  test("is asked again as late as its Retry-After says", async () => {
    const headers = { "retry-after": "300" };
    const rig = await rigWith({}, (_update, before) =>
      before === 0 ? { status: 503, headers } : OK,
    );
    await say(rig, ADA, "later please");
    await rig.hook.wait(2);
    const { deliveries } = await rig.sim<{ deliveries: RecordedDelivery[] }>("/deliveries");
    const [first, second] = deliveries;
    const waitedMs = (second?.sentAtMs ?? 0) - (first?.answeredAtMs ?? 0);
    expect(waitedMs).toBeGreaterThanOrEqual(295);
  });

  test("loses a button press after 150 s and a message after 24 h", async () => {
    let nowMs = Date.now();
    const rig = await rigWith({ now: () => nowMs });
    await rig.api.deleteWebhook();
    const reply_markup = { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] };
    const { message_id: messageId } = await rig.api.sendMessage(ADA, "menu", { reply_markup });
    const pressed = rig.sim("/callbacks", { chatId: ADA, messageId, userId: ADA, data: "go" });
    await say(rig, ADA, "old");
    await expect.poll(() => pendingCount(rig)).toBe(2);
    nowMs += 151_000;
    expect(await pendingCount(rig)).toBe(1);
    nowMs += 24 * HOUR_MS;
    expect(await pendingCount(rig)).toBe(0);
    await rig.telegram.stop();
    cleanups = cleanups.slice(1);
    await pressed.catch(() => "closed with the server");
  });

  test("that answers 410 for 23 hours is removed", async () => {
    let nowMs = Date.now();
    const rig = await rigWith({ now: () => nowMs }, (_update, before) => {
      if (before === 1) nowMs += 23 * HOUR_MS;
      return { status: 410 };
    });
    await say(rig, ADA, "anybody there?");
    await rig.hook.wait(2);
    await expect.poll(async () => (await rig.api.getWebhookInfo()).url).toBe("");
  });

  test("may answer with a Bot API call, which is carried out", async () => {
    const body = JSON.stringify({ method: "sendMessage", chat_id: ADA, text: "in the answer" });
    const rig = await rigWith({}, () => ({ status: 200, body }));
    await say(rig, ADA, "hello");
    const texts = async () =>
      (await rig.sim<{ messages: { text: string }[] }>("/state")).messages.map(({ text }) => text);
    await expect.poll(texts).toContain("in the answer");
  });

  test("hears only the updates it asked for", async () => {
    const rig = await rigWith({});
    await rig.api.setWebhook(rig.hook.url, { allowed_updates: ["edited_message"] });
    const { messages } = await rig.sim<{ messages: { message_id: number }[] }>("/messages", {
      chatId: ADA,
      userId: ADA,
      text: "first",
    });
    const messageId = messages[0]?.message_id;
    await rig.sim("/edits", { chatId: ADA, messageId, userId: ADA, text: "second" });
    const [only] = await rig.hook.wait(1);
    expect(only?.update.edited_message?.text).toBe("second");
  });

  test("serves at most max_connections chats at once", async () => {
    const gate = Promise.withResolvers<typeof OK>();
    const rig = await rigWith({}, () => gate.promise);
    await rig.api.setWebhook(rig.hook.url, { max_connections: 1 });
    await say(rig, ADA, "one");
    await rig.hook.wait(1);
    await say(rig, BORIS, "two");
    expect(await pendingCount(rig)).toBe(2);
    expect(rig.hook.received).toHaveLength(1);
    gate.resolve(OK);
    await rig.hook.wait(2);
  });

  test("can be handed the same update twice at once, past the queue", async () => {
    const rig = await rigWith({});
    const update = { update_id: 7, message: { text: "twin" } };
    const answer = await rig.sim("/updates", { update, times: 2, concurrent: true });
    expect(answer).toEqual({ statuses: [200, 200] });
    expect(rig.hook.received.map((entry) => entry.update.update_id)).toEqual([7, 7]);
  });

  test("with an address Telegram would not call is refused", async () => {
    const rig = await rigWith({});
    await expect(rig.api.setWebhook("http://example.org/x")).rejects.toThrow(
      "HTTPS URL must be provided",
    );
    await expect(rig.api.setWebhook(rig.hook.url, { secret_token: "no spaces" })).rejects.toThrow(
      "secret token contains unallowed characters",
    );
  });
});

async function pendingCount(rig: Rig): Promise<number> {
  return (await rig.api.getWebhookInfo()).pending_update_count;
}
