/** What every request of a thread shares stays the same; where it changes on purpose, that costs nothing but once. */
import { expect, test, vi } from "vitest";
import { log } from "../../functions/compose.ts";
import { openChat, sim } from "./chat.ts";

test("the time and the name are told with the first message, and not again in one breath", async () => {
  const chat = await openChat();
  for (const words of ["hello", "and now?"]) await chat.say(`${chat.tag} ${words}`);
  await chat.answered(1);
  await chat.say(`${chat.tag} once more`);
  await chat.answered(2);
  const { requests } = await sim<{ requests: { body: { messages: unknown[] } }[] }>(
    "claude",
    "GET",
    "/sim/requests",
  );
  const own = requests.filter(({ body }) => JSON.stringify(body).includes(chat.tag));
  const told = own.map(({ body }) => JSON.stringify(body.messages.at(-1)));
  expect(told[0]).toMatch(/\[It is \w+day, [\d-]{10} [\d:]{5} UTC; you talk with Ada\]/);
  expect(told[1]).not.toContain("[It is");
});

test("a changed personality leaves earlier thinking out: no request is refused, and it is counted once", async () => {
  const info = vi.spyOn(log, "info");
  const chat = await openChat();
  const thoughtful = [
    { type: "thinking", thinking: "deep" },
    { type: "text", text: "Ahoy." },
  ] as const;
  await chat.script([...thoughtful], { times: 3 });
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
  await chat.say("/personality Speak like a pirate.");
  for (const count of [2, 3]) {
    await chat.say(`${chat.tag} number ${count}`);
    await chat.answered(count);
    await chat.settled();
  }
  const requests = await chat.requests();
  expect(requests.map(({ status }) => status)).toEqual([200, 200, 200]);
  const thoughts = requests.map(
    ({ body }) => JSON.stringify(body.messages).split("deep").length - 1,
  );
  expect(thoughts).toEqual([0, 0, 1]);
  const turns = info.mock.calls.filter(([event]) => event === "prefix.broken");
  expect(turns).toMatchObject([["prefix.broken", { reason: "changed" }]]);
});
