import { describe, expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { bot, type JsonFields, privateMessage } from "./updates.ts";

function inboundOf(message: JsonFields) {
  const result = normalizeUpdate(privateMessage(message), bot);
  if (result.kind !== "inbound") throw new Error(`became ${result.kind}`);
  return result.inbound;
}

const contentOf = (message: JsonFields) => inboundOf(message).content;
const file = (name: string) => ({ file_id: `id-${name}`, file_unique_id: `unique-${name}` });
const ours = (name: string) => ({ fileId: `id-${name}`, fileUniqueId: `unique-${name}` });

describe("a file", () => {
  test("sent as a photo is taken in its largest size, wherever that stands", () => {
    const size = (name: string, width: number) => ({ ...file(name), width, height: width / 2 });
    const photo = [size("small", 90), size("large", 1280), size("middle", 320)];
    expect(contentOf({ photo, caption: "the quay" })).toEqual({
      kind: "file",
      caption: "the quay",
      attachment: { kind: "photo", ...ours("large"), width: 1280, height: 640 },
    });
  });

  test.each<[string, JsonFields, object]>([
    [
      "document",
      { file_name: "log.pdf", mime_type: "application/pdf", file_size: 2 ** 40 },
      { fileName: "log.pdf", declaredMimeType: "application/pdf", sizeBytes: 2 ** 40 },
    ],
    ["voice", { duration: 15, mime_type: "audio/ogg" }, { durationSeconds: 15 }],
    ["video_note", { duration: 7, length: 240 }, { durationSeconds: 7 }],
    ["audio", { duration: 200, file_name: "shanty.mp3" }, { fileName: "shanty.mp3" }],
    ["video", { duration: 9, width: 1920, height: 1080 }, { width: 1920, height: 1080 }],
    ["sticker", { emoji: "⚓", is_animated: false, is_video: false }, { emoji: "⚓" }],
  ])("sent as a %s keeps what Telegram says of it", (kind, said, kept) => {
    expect(contentOf({ [kind]: { ...file(kind), ...said }, caption: `my ${kind}` })).toMatchObject({
      kind: "file",
      caption: `my ${kind}`,
      attachment: { kind, ...ours(kind), ...kept },
    });
  });

  test("an animation is not taken for the document that goes with it", () => {
    const both = { animation: file("gif"), document: file("twin") };
    expect(contentOf(both)).toMatchObject({ attachment: { kind: "animation", ...ours("gif") } });
  });

  test("of an album knows its album, and has no caption of its own", () => {
    const inbound = inboundOf({ photo: [file("p")], media_group_id: "138" });
    expect(inbound).toMatchObject({ mediaGroupId: "138", content: { caption: "" } });
  });

  test("with a strange size or duration is taken all the same, without them", () => {
    const voice = { ...file("v"), duration: -1, file_size: "big", mime_type: 5 };
    const attachment = { kind: "voice", ...ours("v") };
    expect(contentOf({ voice })).toEqual({ kind: "file", caption: "", attachment });
  });
});

describe("something without a file is told in words", () => {
  const place = { latitude: 59.9139, longitude: 10.7522 };
  test.each<[string, JsonFields, string]>([
    ["an animated sticker", { sticker: { ...file("s"), is_animated: true, emoji: "🐳" } }, "🐳"],
    ["a video sticker", { sticker: { ...file("s"), is_video: true, emoji: "🦑" } }, "🦑"],
    ["a location", { location: place }, "Location: latitude 59.9139, longitude 10.7522"],
    ["a live location", { location: { ...place, live_period: 900 } }, "Live location: latitude 59"],
    [
      "a venue",
      { venue: { location: place, title: "Pier 7", address: "Harbour 1" }, location: place },
      "Venue: Pier 7, Harbour 1 (latitude 59.9139",
    ],
    [
      "a contact",
      { contact: { phone_number: "+4712", first_name: "Bo", last_name: "Li" } },
      "Contact: Bo Li, phone +4712",
    ],
    [
      "a poll",
      { poll: { question: "Sail when?", options: [{ text: "dawn" }, { text: "dusk" }] } },
      "Poll: Sail when? Options: dawn; dusk",
    ],
    ["a quiz", { poll: { type: "quiz", question: "Depth?", options: [] } }, "Quiz: Depth?"],
    ["dice", { dice: { emoji: "🎯", value: 6 } }, "Dice 🎯: 6"],
    ["a game", { game: { title: "Knots", description: "Tie one" } }, "Game: Knots. Tie one"],
    [
      "a checklist",
      {
        checklist: {
          title: "Pack",
          tasks: [{ text: "rope", completion_date: 9 }, { text: "tea" }],
        },
      },
      "Checklist: Pack: rope (done); tea",
    ],
  ])("%s", (_what, message, words) => {
    const content = contentOf(message);
    expect(content).toMatchObject({ kind: "note", text: expect.stringContaining(words) });
  });
});

describe("a rich message", () => {
  test("is read as the words it holds", () => {
    const blocks = [
      { type: "heading", text: "Tides", size: 2 },
      { type: "paragraph", text: ["High at ", { type: "bold", text: "noon" }, "."] },
      { type: "list", items: [{ label: "1.", blocks: [{ type: "paragraph", text: "cast off" }] }] },
      { type: "table", cells: [[{ text: "depth" }, { text: "4 m" }]] },
      { type: "mathematical_expression", expression: "x^2" },
    ];
    const text = "Tides\nHigh at noon.\n1. cast off\ndepth | 4 m\nx^2";
    expect(contentOf({ rich_message: { blocks } })).toEqual({ kind: "text", text });
  });

  test("nested beyond all sense does no harm", () => {
    let node: unknown = "deep";
    for (let depth = 0; depth < 100_000; depth += 1) node = { text: [node] };
    const message = { rich_message: { blocks: [{ text: "top" }, node] } };
    expect(contentOf(message)).toMatchObject({ text: expect.stringMatching(/^top/) });
  });
});

test.each(["story", "paid_media", "giveaway", "invoice", "rich_message", "photo", "voice", "poll"])(
  "a %s that holds nothing to use is named, so that the person hears why nothing comes",
  (what) => {
    expect(contentOf({ [what]: {}, caption: "look" })).toEqual({ kind: "unsupported", what });
  },
);
