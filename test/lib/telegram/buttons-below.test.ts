/** Whatever a part of an answer is, buttons can stand below it, and be taken away again. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChatId } from "../../../lib/model/ids.ts";
import type { Answered, BotApi } from "../../../lib/telegram/bot-api.ts";
import { inlineKeyboard } from "../../../lib/telegram/inline-keyboard.ts";
import { removeButtons } from "../../../lib/telegram/remove-buttons.ts";
import { type SentFiles, sendFile } from "../../../lib/telegram/send-file.ts";
import { type PartOutcome, sendPart } from "../../../lib/telegram/send-part.ts";
import type { Snapshot } from "../../emulators/telegram/control.ts";
import { ADA, png, type Rig, startRig } from "../../emulators/telegram/testing/rig.ts";

let rig: Rig;
let api: BotApi;
beforeAll(async () => {
  rig = await startRig({ limits: "off" });
  api = rig.api.raw;
});
afterAll(() => rig.telegram.stop());

const place = { chat_id: ADA, ...inlineKeyboard([[{ label: "Continue", data: "go" }]]) };
const bytes = png(16, 9);
const picture = { key: "k", fileName: "sea.png", mimeType: "image/png", bytes };
const image = { ...picture, sizeBytes: bytes.length, as: "photo" } as const;
const document = { ...image, fileName: "sea.csv", mimeType: "text/csv", as: "document" } as const;

type Sent = PartOutcome | SentFiles;

const kinds: readonly (readonly [string, () => Promise<Sent>])[] = [
  ["rich words", () => sendPart(api, place, { markdown: "**Ahoy**" })],
  ["plain words", () => sendPart(api, place, { markdown: "Ahoy", plain: true })],
  ["a picture", () => sendFile(api, place, { ...image, caption: "the sea" })],
  ["a document", () => sendFile(api, place, document)],
];

function idOf(sent: Sent) {
  if (sent.kind !== "ok") throw new Error(`it was ${sent.kind}`);
  return typeof sent.value === "number" ? sent.value : sent.value[0]?.messageId;
}

test.each(kinds)("%s", async (_kind, send) => {
  const messageId = idOf(await send());
  if (messageId === undefined) throw new Error("nothing was sent");
  const shown = async () => {
    const { messages } = await rig.sim<Snapshot>("/state");
    const message = messages.find(
      ({ chat, message_id }) => chat.id === ADA && message_id === messageId,
    );
    return message?.reply_markup?.inline_keyboard.flat() ?? [];
  };
  expect(await shown()).toEqual([{ text: "Continue", callback_data: "go" }]);
  const remove = (): Promise<Answered<unknown>> =>
    removeButtons(api, { chatId: ADA as ChatId, messageId });
  expect(await remove()).toMatchObject({ kind: "ok" });
  expect(await shown()).toEqual([]);
  expect(await remove()).toMatchObject({ kind: "ok" });
});
