/** Turns and money: what an answer costs is charged once, whatever happens, and who has nothing is told kindly. */
import { expect, test } from "vitest";
import { type Chat, enterChat, eventually, openChat, release, sim } from "../chat.ts";
import { replyToBot } from "../choices.ts";
import { pressData } from "../modes.ts";
import { waitsWithAnswer } from "../put-off.ts";
import { query } from "../stores.ts";
import { costs, settledCharges } from "./charges.ts";
import { echo } from "./echo.ts";
import { openPurse, starterNanoUsd } from "./purse.ts";
import { sonnet, type Usage } from "./sonnet.ts";

async function recorded(chat: Chat) {
  const rows = await query(
    "select outcome, steps, cost_nano_usd from turns where thread_id = $1 order by opened_at",
    chat.threadId,
  );
  return rows.map((row) => ({
    outcome: row.outcome,
    steps: row.steps as { usage: Usage; partial: boolean; end?: string; estimated?: boolean }[],
    costNanoUsd: Number(row.cost_nano_usd),
  }));
}

test("every request and every paid tool of a turn is charged, to the nano-dollar", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "text", text: "Let me see." },
    echo("red", { costNanoUsd: 1_234_567 }),
    echo("blue"),
  ]);
  await chat.script([{ type: "text", text: "Red it is." }]);
  await chat.say(`${chat.tag} which colour?`);
  await chat.answered(1);
  const charges = await settledCharges(chat);
  const [turn] = await recorded(chat);
  const requests = turn?.steps.map(sonnet) ?? [];
  expect(requests).toHaveLength(2);
  expect(Math.min(...requests)).toBeGreaterThan(0);
  expect(costs(charges).sort()).toEqual([...requests, 1_234_567].sort());
  expect(turn?.costNanoUsd).toBe(costs(charges).reduce((sum, cost) => sum + cost, 0));
  const { balanceNanoUsd, lastTurnCostNanoUsd } = await openPurse(chat.userId)
    .desk()
    .balance(openPurse(chat.userId).userId);
  expect(lastTurnCostNanoUsd).toBe(turn?.costNanoUsd);
  expect(balanceNanoUsd).toBe(starterNanoUsd - (turn?.costNanoUsd ?? 0));
});

test("who has nothing is told how to pay, once; paid up, the next answer knows what went unanswered", async () => {
  const chat = await openChat();
  const purse = openPurse(chat.userId);
  await purse.holds(0);
  await chat.say(`${chat.tag} hello`);
  const [sentence] = await chat.answered(1);
  expect(sentence).toContain("/pay");
  expect(sentence).toContain("$0.00");
  await chat.say(`${chat.tag} hello?!`);
  const outcomes = async () => (await recorded(chat)).map(({ outcome }) => outcome);
  await eventually(async () => expect(await outcomes()).toEqual(["failed", "failed"]));
  expect(await chat.answers()).toHaveLength(1);
  await chat.say("/help");
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  expect(await chat.requests()).toEqual([]);
  expect(await settledCharges(chat)).toEqual([]);

  await purse.topup(1);
  await chat.say(`${chat.tag} and now?`);
  await chat.answered(2);
  const [request] = await chat.requests();
  expect(JSON.stringify(request?.body.messages)).toMatch(/ hello".* hello\?!".* and now\?/);
});

test("Retry below the sentence asks again, as soon as there is money", async () => {
  const chat = await openChat();
  const purse = openPurse(chat.userId);
  await purse.holds(0);
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
  await chat.settled();
  await purse.topup(1);
  const [refused] = await chat.shown();
  const keyboard = JSON.stringify(refused?.reply_markup);
  const data = /"callback_data":"([^"]+)"/.exec(keyboard)?.[1] ?? "";
  await pressData(chat, data);
  await chat.answered(2);
  expect(await chat.requests()).toHaveLength(1);
});

test("a paid tool that the balance does not allow is refused to Claude, and the free one beside it runs", async () => {
  const chat = await openChat();
  const purse = openPurse(chat.userId);
  await purse.holds(1);
  await chat.script([echo("dear", { costNanoUsd: 5 }), echo("free")]);
  await chat.script([{ type: "text", text: "As you like." }]);
  await chat.say(`${chat.tag} draw me something`);
  await chat.answered(1);
  const results = (await chat.requests())[1]?.body.messages.at(-1)?.content ?? [];
  const [dear, free] = results as unknown as { is_error?: boolean; content: { text: string }[] }[];
  expect(dear?.is_error).toBe(true);
  expect(JSON.parse(dear?.content[0]?.text ?? "")).toMatchObject({
    error: "insufficient_balance",
    tool_name: "echo",
    message: expect.stringContaining("/pay"),
  });
  expect(free).toMatchObject({ content: [{ text: "echo: free" }] });
  expect(await settledCharges(chat)).toHaveLength(2);
});

test("stopped half-way, the person pays what was used, and the charge says that it is an estimate", async () => {
  const chat = await openChat();
  const words = "Once upon a time there was a ferry. ".repeat(40);
  await chat.script([
    { type: "text", text: words },
    { type: "hold", name: chat.tag },
  ]);
  await chat.say(`${chat.tag} tell me a story`);
  await chat.pressStop(await chat.drafted("Once upon a time"));
  await chat.answered(1);
  await release(chat.tag);
  const charges = await settledCharges(chat);
  const [turn] = await recorded(chat);
  expect(turn?.steps).toMatchObject([{ partial: true, end: "stopped", estimated: true }]);
  expect(turn?.steps[0]?.usage.outputTokens).toBe(Math.floor(words.length / 4));
  expect(costs(charges)).toEqual(turn?.steps.map(sonnet));
  expect(charges[0]?.note).toContain("estimated");
});

test("a request that broke is ours to pay: it stands in the books with nothing, and its real cost beside it", async () => {
  const chat = await openChat();
  const error = { type: "overloaded_error", message: "Overloaded" } as const;
  await chat.script([{ type: "thinking", thinking: "hm" }], {
    fault: { type: "error_event", afterDeltas: 1, error },
  });
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
  const charges = await settledCharges(chat);
  const [turn] = await recorded(chat);
  expect(turn?.steps).toMatchObject([{ end: "failed" }, { partial: false }]);
  const [broken, whole] = turn?.steps.map(sonnet) ?? [];
  expect(costs(charges)).toEqual([0, whole]);
  expect(charges[0]?.note).toContain(`absorbed ${broken} nano-dollars`);
});

test("killed between Claude's last byte and the ledger, thread and account both: charged exactly once", async () => {
  const chat = await openChat();
  await waitsWithAnswer(chat, "the one answer");
  await chat.kill();
  await openPurse(chat.userId).abort();
  expect(await chat.answered(1)).toEqual(["the one answer"]);
  const charges = await settledCharges(chat);
  const [turn] = await recorded(chat);
  expect(await chat.requests()).toHaveLength(1);
  expect(costs(charges)).toEqual(turn?.steps.map(sonnet));
});

test("killed before the answer was safe, the question is asked again, and paid once", async () => {
  const chat = await openChat();
  await chat.script([{ type: "hold", name: chat.tag }]);
  await chat.say(`${chat.tag} hello`);
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
  await chat.script([{ type: "text", text: "of the living" }]);
  await chat.kill();
  expect(await chat.answered(1)).toEqual(["of the living"]);
  await release(chat.tag);
  const charges = await settledCharges(chat);
  expect(costs(charges).filter((cost) => cost > 0)).toHaveLength(1);
  expect(new Set(charges.map(({ turnId }) => turnId)).size).toBe(1);
});

test("of six conversations of one person at once, the sixth waits until one is over", async () => {
  const chats: Chat[] = [];
  const first = await openChat({ group: true });
  chats.push(first);
  for (let more = 0; more < 5; more += 1) {
    const user = { id: first.userId, firstName: "Ada", languageCode: "en" };
    const { chat } = await sim<{ chat: { id: number } }>("telegram", "POST", "/sim/chats", {
      type: "supergroup",
      title: "Ada",
      members: [user],
    });
    chats.push(
      await enterChat({ chat: { id: chat.id, type: "supergroup" }, userId: first.userId }),
    );
  }
  await first.script(
    [
      { type: "hold", name: first.tag },
      { type: "text", text: "done" },
    ],
    { times: 6 },
  );
  for (const [index, chat] of chats.slice(0, 5).entries()) {
    await chat.say({ text: `${chat.tag} hello`, ...replyToBot });
    await eventually(async () => expect(await first.requests()).toHaveLength(index + 1));
  }
  await chats[5]?.say({ text: `${first.tag} the sixth`, ...replyToBot });
  await eventually(async () =>
    expect(await chats[5]?.journal("select at from deadlines where name = 'turn'")).toHaveLength(1),
  );
  const asked = async () => JSON.stringify(await first.requests()).includes("the sixth");
  expect(await asked()).toBe(false);
  await release(first.tag);
  await chats[5]?.answered(1);
  expect(await asked()).toBe(true);
});
