/** getUpdates, driven by grammY's own polling. */
import { Bot } from "grammy";
import { afterEach, describe, expect, test } from "vitest";
import { ADA, type Rig, refusal, startRig } from "../testing/rig.ts";

let rig: Rig;
afterEach(() => rig.telegram.stop());

describe("long polling", () => {
  test("lets an ordinary grammY bot answer a command", async () => {
    rig = await startRig();
    const bot = new Bot(rig.telegram.token, { client: { apiRoot: rig.telegram.apiRoot } });
    const heard = Promise.withResolvers<string>();
    bot.command("start", async (context) => {
      await context.reply("Welcome aboard");
      heard.resolve(context.match);
    });
    const running = bot.start();
    await rig.sim("/messages", { chatId: ADA, userId: ADA, text: "/start ticket" });
    expect(await heard.promise).toBe("ticket");
    await bot.stop();
    await running;
    const { messages } = await rig.sim<{ messages: { text?: string }[] }>("/state");
    expect(messages.map(({ text }) => text)).toContain("Welcome aboard");
  });

  test("forgets what an offset confirms", async () => {
    rig = await startRig();
    for (const text of ["a", "b", "c"])
      await rig.sim("/messages", { chatId: ADA, userId: ADA, text });
    const all = await rig.api.getUpdates();
    expect(all).toHaveLength(3);
    const rest = await rig.api.getUpdates({ offset: (all[1]?.update_id ?? 0) + 1 });
    expect(rest.map((update) => update.message?.text)).toEqual(["c"]);
    expect(await rig.api.getUpdates({ offset: -1 })).toEqual(rest);
  });

  test("is refused while a webhook is set, and ended by a second caller", async () => {
    rig = await startRig();
    await rig.api.setWebhook("http://127.0.0.1:9/webhook");
    expect(await refusal(rig.api.getUpdates())).toContain(
      "can't use getUpdates method while webhook is active",
    );
    await rig.api.deleteWebhook({ drop_pending_updates: true });
    const callers = [30, 30].map((timeout) => refusal(rig.api.getUpdates({ timeout })));
    const outcome = await Promise.race(callers);
    await rig.sim("/messages", { chatId: ADA, userId: ADA, text: "for the caller who stayed" });
    const endings = await Promise.allSettled(callers);
    expect(endings.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcome).toContain("terminated by other getUpdates request");
  });
});
