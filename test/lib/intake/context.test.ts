import { describe, expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { bot, type JsonFields, privateMessage } from "./updates.ts";

function contextOf(message: JsonFields) {
  const result = normalizeUpdate(privateMessage({ text: "and this?", ...message }), bot);
  if (result.kind !== "inbound") throw new Error(`became ${result.kind}`);
  return result.inbound.context;
}

const bo = { id: 43, is_bot: false, first_name: "Bo", last_name: "Li", username: "boli" };
const file = (name: string) => ({ file_id: `id-${name}`, file_unique_id: `unique-${name}` });
const replyTo = (message: JsonFields) => ({
  reply_to_message: { message_id: 3, date: 1, from: bo, ...message },
});
const snippetOf = (message: JsonFields) => contextOf(replyTo(message))?.repliedTo?.snippet;

test("a message that stands alone has no context", () => {
  expect(contextOf({})).toBeUndefined();
});

describe("a reply", () => {
  test("names the message, who wrote it and what it said", () => {
    expect(contextOf(replyTo({ text: "the ship leaves" }))).toEqual({
      repliedTo: { messageId: 3, sender: "Bo Li (@boli)", snippet: "the ship leaves" },
    });
  });

  test("to the bot names nobody: it knows its own words, rich ones too", () => {
    const from = { id: bot.id, is_bot: true, first_name: "Ferry" };
    const rich_message = { blocks: [{ type: "paragraph", text: "Ahoy yourself" }] };
    const repliedTo = { messageId: 3, snippet: "Ahoy yourself" };
    expect(contextOf(replyTo({ from, rich_message }))).toEqual({ repliedTo });
  });

  test("to a long message repeats 200 characters of it, emoji whole", () => {
    const exact = "ä".repeat(199).concat("🚢");
    expect(snippetOf({ text: exact })).toBe(exact);
    expect(snippetOf({ text: `${exact}!` })).toBe(`${exact}…`);
  });

  test.each<[string, JsonFields]>([
    ["under the file", { photo: [file("p")], caption: "under the file" }],
    ["[photo]", { photo: [file("p")] }],
    ["[voice message, 15 s]", { voice: { ...file("v"), duration: 15 } }],
    ["[file log.pdf]", { document: { ...file("d"), file_name: "log.pdf" } }],
    ["[GIF]", { animation: file("g"), document: file("g") }],
    ["[sticker ⚓]", { sticker: { ...file("s"), emoji: "⚓" } }],
    ["[Animated sticker 🐳]", { sticker: { ...file("s"), emoji: "🐳", is_animated: true } }],
    ["[Dice 🎲: 4]", { dice: { emoji: "🎲", value: 4 } }],
    ["[message]", {}],
  ])("without words is told as %s", (snippet, message) => {
    expect(snippetOf(message)).toBe(snippet);
  });

  test("brings the file that its own update carries, and no other", () => {
    const withFile = contextOf(replyTo({ document: { ...file("d"), file_name: "log.pdf" } }));
    expect(withFile?.repliedTo?.attachment).toEqual({
      kind: "document",
      fileId: "id-d",
      fileUniqueId: "unique-d",
      fileName: "log.pdf",
    });
    const nested = replyTo({ text: "x", reply_to_message: { message_id: 2, photo: [file("p")] } });
    expect(contextOf(nested)?.repliedTo).not.toHaveProperty("attachment");
  });

  test("to a message in another chat says where it came from, and what of it was marked", () => {
    const origin = {
      type: "channel",
      date: 1_794_000_000,
      chat: { id: -9, type: "channel", title: "News" },
    };
    const message = { external_reply: { origin, photo: [file("p")] }, quote: { text: "at dawn" } };
    expect(contextOf(message)).toEqual({
      quote: "at dawn",
      repliedTo: {
        sender: "News",
        snippet: "[photo]",
        attachment: { kind: "photo", fileId: "id-p", fileUniqueId: "unique-p" },
      },
    });
  });

  test("to a story says so", () => {
    expect(contextOf({ reply_to_story: { id: 4 } })?.repliedTo).toEqual({ snippet: "[story]" });
  });
});

describe("a forwarded message", () => {
  const chat = { id: -9, type: "channel", title: "Harbour News", username: "harbour" };
  test.each<[string, JsonFields, string]>([
    ["user", { sender_user: bo }, "Bo Li (@boli)"],
    ["hidden_user", { sender_user_name: "Somebody" }, "Somebody"],
    ["chat", { sender_chat: { ...chat, type: "supergroup", title: "Crew" } }, "Crew (@harbour)"],
    ["channel", { chat, message_id: 8 }, "Harbour News (@harbour)"],
  ])("names its origin (%s) and the time it was written", (type, named, name) => {
    const forward_origin = { type, date: 1_794_000_000, ...named };
    expect(contextOf({ forward_origin })).toEqual({
      forwardedFrom: { kind: type, name, sentAtMs: 1_794_000_000_000 },
    });
  });
});

test("the bot a message was made with is named", () => {
  const via_bot = { id: 9, is_bot: true, first_name: "Gif", username: "gif" };
  expect(contextOf({ via_bot })).toEqual({ viaBot: "gif" });
});

test("context that cannot be read does not hold the message back", () => {
  const broken = { reply_to_message: 5, quote: {}, forward_origin: { type: "moon" }, via_bot: [] };
  expect(contextOf(broken)).toBeUndefined();
});
