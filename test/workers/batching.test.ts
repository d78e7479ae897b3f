import { expect, test, vi } from "vitest";
import { openChat, post } from "./chat.ts";

test("three quick messages get one answer that saw all three, in their order", async () => {
  const chat = await openChat();
  await Promise.all(["alpha-1", "alpha-2", "alpha-3"].map((text) => chat.say(text)));
  await vi.waitFor(async () => expect(await chat.answers()).toHaveLength(1), { timeout: 10_000 });
  const requests = await chat.requests("alpha-");
  expect(requests).toHaveLength(1);
  expect(requests[0]?.body.messages.at(-1)).toMatchObject({
    role: "user",
    content: [
      { type: "text", text: "alpha-1" },
      { type: "text", text: "alpha-2" },
      { type: "text", text: "alpha-3" },
    ],
  });
});

test("the same update posted five times at once is one turn, and each post is acknowledged", async () => {
  const chat = await openChat();
  const update = chat.update("beta-once");
  const statuses = await Promise.all(
    Array.from({ length: 5 }, async () => (await post(update)).status),
  );
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  await vi.waitFor(async () => expect(await chat.answers()).toHaveLength(1), { timeout: 10_000 });
  expect((await post(update)).status).toBe(200);
  await chat.say("beta-after");
  await vi.waitFor(async () => expect(await chat.answers()).toHaveLength(2), { timeout: 10_000 });
  expect(await chat.requests("beta-once")).toHaveLength(2); // its own turn, and as history of the next
});
