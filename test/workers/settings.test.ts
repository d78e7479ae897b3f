/** What a person chooses holds from their next message on, wherever they write it and whatever is away. */
import { expect, test } from "vitest";
import { eventually, openChat } from "./chat.ts";
import { ask, believeNothingChosen, command, inGroup, replyToBot, settingsKey } from "./choices.ts";
import type { ClaudeRequest } from "./claude-request.ts";
import { menus, press, told } from "./menus.ts";
import { query, redis } from "./stores.ts";

const personalityIn = ({ body }: ClaudeRequest) => body.system.slice(1).map(({ text }) => text);
const pirate = expect.stringContaining("a pirate");
test("a model chosen by name answers the next message, here and in a group", async () => {
  const [chat, group] = [await openChat(), await openChat({ group: true })];
  expect((await ask(chat)).body.model).toBe("claude-sonnet-5-5");
  expect((await ask(group, inGroup(chat))).body.model).toBe("claude-sonnet-5-5");
  expect(await command(chat, "/model haiku")).toContain("Claude Haiku 5.5");
  await chat.settled();
  expect((await ask(chat)).body.model).toBe("claude-haiku-5-5");
  expect((await ask(group, inGroup(chat))).body.model).toBe("claude-haiku-5-5");
  expect((await ask(group, replyToBot)).body.model).toBe("claude-sonnet-5-5");
});

test("a message sent in the same breath as the choice already has it", async () => {
  const chat = await openChat();
  await chat.fault("sendMessage", { kind: "delay", delayMs: 600 });
  await chat.say("/model opus");
  expect((await ask(chat)).body.model).toBe("claude-opus-5-5");
});

test("a personality has a block of its own until it is cleared, and what was said before stays", async () => {
  const chat = await openChat();
  expect(personalityIn(await ask(chat))).toEqual([]);
  await command(chat, "/personality Be a pirate.");
  const wished = await ask(chat);
  expect(personalityIn(wished)).toEqual([expect.stringMatching(/Be a pirate\.$/)]);
  expect(wished.status).toBe(200);
  expect(await command(chat, "/personality")).toContain("Be a pirate.");
  const [menu] = await menus(chat);
  await press(chat, menu, "Clear");
  await eventually(async () => expect((await menus(chat))[0]?.buttons).toEqual([]));
  const plain = await ask(chat);
  expect(personalityIn(plain)).toEqual([]);
  expect(plain.body.messages).toHaveLength(5);
});

test("a menu changes where it stands; an old one still chooses, and a choice that holds can be chosen again", async () => {
  const chat = await openChat();
  await command(chat, "/model");
  await command(chat, "/model");
  const [first, second] = await menus(chat);
  expect(first?.buttons).toEqual(["Claude Haiku 5.5", "✓ Claude Sonnet 5.5", "Claude Opus 5.5"]);
  const notice = await told(await press(chat, second, "Claude Opus 5.5"));
  expect(notice).toEqual(["Claude Opus 5.5 answers from your next message on, in every chat."]);
  const opusTicked = ["Claude Haiku 5.5", "Claude Sonnet 5.5", "✓ Claude Opus 5.5"];
  await eventually(async () => expect((await menus(chat))[1]?.buttons).toEqual(opusTicked));
  await told(await press(chat, first, "Claude Haiku 5.5"));
  expect((await ask(chat)).body.model).toBe("claude-haiku-5-5");
  const [pressed] = await menus(chat);
  expect(pressed?.buttons[0]).toBe("✓ Claude Haiku 5.5");
  await told(await press(chat, pressed, "✓ Claude Haiku 5.5"));
  expect((await ask(chat)).body.model).toBe("claude-haiku-5-5");
});

test("how answers come is chosen from a menu, and Postgres has every choice", async () => {
  const chat = await openChat();
  await command(chat, "/settings");
  const [menu] = await menus(chat);
  expect(menu?.buttons).toEqual(["✓ Rich", "Plain", "Edits", "✓ Interrupt", "Wait"]);
  await told(await press(chat, menu, "Plain"));
  await told(await press(chat, menu, "Wait"));
  await eventually(async () =>
    expect((await menus(chat))[0]?.buttons).toEqual([
      "Rich",
      "✓ Plain",
      "Edits",
      "Interrupt",
      "✓ Wait",
    ]),
  );
  await chat.settled();
  const [row] = await query("select first_name, settings from users where id = $1", chat.userId);
  expect(row).toMatchObject({
    first_name: "Ada",
    settings: { streaming: { value: "text" }, onArrival: { value: "wait" } },
  });
});

test("somebody else's menu in a group changes nothing for anybody", async () => {
  const group = await openChat({ group: true });
  const other = await openChat();
  await group.say({ text: "/model", entities: commandAt(6), ...replyToBot });
  const [menu] = await eventually(async () => {
    const shown = await menus(group);
    expect(shown).toHaveLength(1);
    return shown;
  });
  const notice = await told(await press(group, menu, "Claude Opus 5.5", { userId: other.userId }));
  expect(notice).toEqual([expect.stringContaining("somebody else's")]);
  for (const from of [replyToBot, inGroup(other)])
    expect((await ask(group, from)).body.model).toBe("claude-sonnet-5-5");
  expect((await menus(group))[0]?.buttons).toContain("✓ Claude Sonnet 5.5");
});

test("a personality is not read out to a group", async () => {
  const [chat, group] = [await openChat(), await openChat({ group: true })];
  await command(chat, "/personality Be a pirate.");
  await chat.settled();
  await group.say({ text: "/personality", entities: commandAt(12), ...inGroup(chat) });
  await eventually(async () => expect(await group.plainAnswers()).toHaveLength(1));
  expect((await group.plainAnswers())[0]).not.toContain("pirate");
  expect(personalityIn(await ask(group, inGroup(chat)))).toEqual([pirate]);
});

test("Redis has forgotten it: Postgres knows, and Redis learns it with the turn's write", async () => {
  const [chat, group] = [await openChat(), await openChat({ group: true })];
  await command(chat, "/personality Be a pirate.");
  await chat.settled();
  await redis("DEL", settingsKey(chat));
  expect(personalityIn(await ask(group, inGroup(chat)))).toEqual([pirate]);
  await eventually(async () =>
    expect(await redis("HGETALL", settingsKey(chat))).toEqual(
      expect.arrayContaining(["complete", expect.stringContaining("a pirate")]),
    ),
  );
});

test("garbage in Redis is a miss, and replaced", async () => {
  const [chat, group] = [await openChat(), await openChat({ group: true })];
  await command(chat, "/model opus");
  await chat.settled();
  await redis("SET", settingsKey(chat), "garbage");
  expect((await ask(group, inGroup(chat))).body.model).toBe("claude-opus-5-5");
  await eventually(async () => expect(await redis("TYPE", settingsKey(chat))).toBe("hash"));
});

test("a cache that missed the choice learns it from the next turn of the thread where it was made", async () => {
  const [chat, group] = [await openChat(), await openChat({ group: true })];
  await command(chat, "/model opus");
  await chat.settled();
  await believeNothingChosen(chat);
  expect((await ask(chat)).body.model).toBe("claude-opus-5-5");
  await eventually(async () => expect(await redis("HLEN", settingsKey(chat))).toBe(2));
  expect((await ask(group, inGroup(chat))).body.model).toBe("claude-opus-5-5");
});

function commandAt(length: number) {
  return [{ type: "bot_command", offset: 0, length }];
}
