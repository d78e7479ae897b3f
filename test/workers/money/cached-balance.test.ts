/** What money does to the cache: the balance follows each charge, and what was chosen stays (S56). */
import { expect, test } from "vitest";
import { cacheKey } from "../../../lib/cache/keys.ts";
import { eventually, openChat } from "../chat.ts";
import { command } from "../choices.ts";
import { redis } from "../stores.ts";
import { openPurse, starterNanoUsd } from "./purse.ts";

test("S56 a charge changes the balance in the cache, and leaves model and personality as they were", async () => {
  const chat = await openChat();
  const { userId, desk, settled } = openPurse(chat.userId);
  await command(chat, "/model haiku");
  await command(chat, "/personality Speak like a pilot.");
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
  await chat.settled();
  await settled();
  const { balanceNanoUsd } = await desk().balance(userId);
  expect(balanceNanoUsd).toBeLessThan(starterNanoUsd);
  await eventually(async () => {
    const cached = JSON.parse(String(await redis("GET", cacheKey.balance(userId))));
    expect(cached).toMatchObject({ balanceNanoUsd });
  });
  const fields = (await redis("HGETALL", cacheKey.settings(userId))) as string[];
  expect(fields).toEqual(
    expect.arrayContaining(['"claude-haiku-5-5"', '"Speak like a pilot."', "complete"]),
  );

  await chat.say(`${chat.tag} again`);
  await chat.answered(2);
  const last = (await chat.requests()).at(-1);
  expect(last?.body.model).toBe("claude-haiku-5-5");
  expect(JSON.stringify(last?.body.system)).toContain("Speak like a pilot.");
});
