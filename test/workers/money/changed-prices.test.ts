/** Prices change while something is under way: it is charged as it began. */
import { runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { PriceTable } from "../../../lib/billing/price-table.ts";
import { currentPrices, currentPriceVersion, priceBook } from "../../../lib/billing/prices.ts";
import type { Attachment } from "../../../lib/model/attachment.ts";
import type { ChatId, TopicId, UserId } from "../../../lib/model/ids.ts";
import { spokenBytes } from "../../emulators/speech/hear-what-is-written.ts";
import { oggOpus } from "../../lib/files/sample-files.ts";
import { type Chat, eventually, openChat, release } from "../chat.ts";
import { sendFile } from "../sent-files.ts";
import { toolCharges } from "./charges.ts";

/** As a release leaves the list before it in the book. */
const before = "2026-01-02";
const earlier: PriceTable = {
  ...currentPrices,
  python: { ...currentPrices.python, pyodide: { perMs: 3_000, startMs: 0 } },
  image: { ...currentPrices.image, "gemini-3-pro-image": { "1K": 11, "2K": 22, "4K": 44 } },
  speechSecond: { "whisper-1": 7, "whisper-large-v3-turbo": 7 },
};
if (!(priceBook instanceof Map)) throw new Error("nothing can be added to the book");
priceBook.set(before, earlier);

/** The turn that is open began under the earlier prices, and its process dies: what goes on is a release later. */
async function releaseMeanwhile(chat: Chat): Promise<void> {
  await runInDurableObject(chat.batcher(), (_batcher, { storage }) => {
    storage.sql.exec("update turn set state = json_set(state, '$.priceVersion', ?)", before);
  });
  await chat.kill();
}

async function tools(chat: Chat) {
  const charges = await toolCharges(chat);
  return charges.map(({ amountNanoUsd, note }) => ({ costNanoUsd: 0 - amountNanoUsd, note }));
}

const draw = { type: "tool_use", name: "generate_image", input: { prompt: "a boat" } } as const;

test("a turn that began before is charged for its tools by the prices of then, the next one by today's", async () => {
  const chat = await openChat();
  await chat.script([{ type: "hold", name: chat.tag }]);
  await chat.say(`${chat.tag} draw and reckon`);
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
  const reckon = {
    type: "tool_use",
    name: "execute_python",
    input: { code: "print(6*7)" },
  } as const;
  await chat.script([{ type: "text", text: "Well." }, draw, reckon]);
  await releaseMeanwhile(chat);
  await eventually(async () =>
    expect((await chat.answers()).join()).toContain("The tools answered"),
  );
  await release(chat.tag);
  const spent = await tools(chat);
  expect(spent).toHaveLength(2);
  expect(spent).toContainEqual({ costNanoUsd: 22, note: "gemini-3-pro-image 2K" });
  const python = spent.find(({ note }) => note.startsWith("Python"));
  const ms = Number(/(\d+) ms/.exec(python?.note ?? "")?.[1]);
  expect(python?.costNanoUsd).toBe(ms * 3_000);

  await chat.script([draw]);
  await chat.say(`${chat.tag} again`);
  await eventually(async () =>
    expect((await chat.answers()).join()).toContain("The tools answered (1)"),
  );
  expect((await tools(chat)).at(-1)?.costNanoUsd).toBe(134_000_000);
});

test("a recording is charged by the prices of the moment it came", async () => {
  const chat = await openChat();
  const spoken = spokenBytes({ text: "mackerel", language: "english", duration: 60 });
  const bytes = Buffer.concat([oggOpus(), spoken]);
  const sending = { as: "voice", name: "v.ogg", durationSeconds: 60, bytes } as const;
  const { fields } = await sendFile(chat, sending);
  const { voice } = fields as { voice: { file_id: string; file_unique_id: string } };
  const { file_id: fileId, file_unique_id: fileUniqueId } = voice;
  const attachment: Attachment = { kind: "voice", fileId, fileUniqueId, durationSeconds: 60 };
  const owner = {
    chatId: chat.chatId as ChatId,
    topicId: 0 as TopicId,
    userId: chat.userId as UserId,
  };
  const heardUnder = async (priceVersion: string) => {
    const heard = await exports.MediaWorker.receive({ attachment, owner, priceVersion });
    if (heard.kind !== "transcript") throw new Error(`not heard: ${heard.kind}`);
    return heard.transcript.costNanoUsd;
  };
  expect(await heardUnder(before)).toBe(420);
  expect(await heardUnder(currentPriceVersion)).toBe(6_000_000);
});
