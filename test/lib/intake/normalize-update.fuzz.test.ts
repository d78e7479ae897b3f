import { expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import type { Normalized } from "../../../lib/intake/normalized.ts";
import { parseThreadId, type ThreadAddress, threadId } from "../../../lib/model/ids.ts";
import { seededRandom } from "../seeded-random.ts";
import { bot, groupMessage, privateMessage, textWith } from "./updates.ts";

const entity = { type: "text_mention", offset: 0, length: 3, user: { id: 1, is_bot: true } };
const file = { file_id: "f", file_unique_id: "u", file_size: 9, duration: 4, emoji: "🚢" };
const user = { id: 43, is_bot: false, first_name: "Bo" };
const place = { latitude: 1, longitude: 2, live_period: 60 };
const origin = { type: "user", date: 1_794_000_000, sender_user: user };
const rich = { blocks: [{ type: "list", items: [{ label: "•", blocks: [{ text: ["a"] }] }] }] };
const channel = { id: -9, type: "channel", title: "News" };
const richSeeds = [
  privateMessage({
    photo: [file, { ...file, width: 3, height: 4 }],
    caption: "c",
    quote: { text: "q" },
  }),
  privateMessage({
    sticker: { ...file, is_animated: true },
    forward_origin: origin,
    via_bot: user,
  }),
  privateMessage({ venue: { location: place, title: "t", address: "a" }, location: place }),
  privateMessage({ poll: { question: "q", options: [{ text: "o" }] }, external_reply: { origin } }),
  privateMessage({ checklist: { title: "t", tasks: [{ text: "x", completion_date: 5 }] } }),
  privateMessage({
    rich_message: rich,
    reply_to_message: { message_id: 3, from: user, voice: file },
  }),
  groupMessage({ ...textWith("@FerryBot hi"), sender_chat: channel, is_automatic_forward: false }),
  groupMessage({ migrate_to_chat_id: -7 }),
  { update_id: 1, edited_message: privateMessage({ text: "x" }).message },
  { update_id: 1, edited_message: privateMessage({ location: place }).message },
  { update_id: 1, channel_post: { chat: channel } },
  {
    update_id: 1,
    callback_query: {
      id: "17",
      from: user,
      data: "again:5",
      message: { message_id: 8, date: 0, chat: channel, is_topic_message: true },
    },
  },
  {
    update_id: 1,
    my_chat_member: {
      chat: { id: -5, type: "group" },
      date: 5,
      from: user,
      new_chat_member: { status: "left" },
    },
  },
];
const seeds: readonly unknown[] = [
  privateMessage({ text: "hello" }),
  privateMessage(textWith("/new@FerryBot now")),
  groupMessage(textWith("/new@OtherBot now")),
  groupMessage({ ...textWith("@FerryBot hi"), message_thread_id: 3, is_topic_message: true }),
  groupMessage({ text: "abc", entities: [entity], reply_to_message: { from: { id: bot.id } } }),
  privateMessage({ photo: [{ file_id: "x" }], sender_chat: { id: 1, type: "channel" } }),
  ...richSeeds,
  { update_id: 1, stopped_message_generation: { chat: { id: 1, type: "private" }, draft_id: 2 } },
];

/** Every place in a JSON value, as the keys that lead there. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inside = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [path, ...inside.flatMap(([key, inner]) => places(inner, [...path, key]))];
}

function replacedAt(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === key ? replacedAt(item, rest, by) : item));
  }
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [key]: replacedAt(fields[key], rest, by) };
}

const strange: readonly unknown[] = [
  null,
  undefined,
  "",
  "\ud800",
  "/",
  "@",
  " ".repeat(5000),
  0,
  -1,
  1.5,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10n,
  true,
  [],
  [null],
  [[]],
  {},
  { toString: null },
  JSON.parse('{"__proto__": {"id": 1}, "constructor": 5}'),
  Object.create(null),
  Symbol("x"),
  () => 1,
];

function threadOf(result: Normalized): ThreadAddress | null {
  if (result.kind === "stop") return result.thread;
  return "inbound" in result ? result.inbound.thread : null;
}

test("no update, however broken, makes the webhook fail or a thread that has no name", () => {
  const kinds = new Set<string>();
  const check = (update: unknown) => {
    const result = normalizeUpdate(update, bot);
    kinds.add(result.kind === "ignored" ? result.reason : result.kind);
    const thread = threadOf(result);
    if (thread) expect(parseThreadId(threadId(thread))).toEqual(thread);
  };

  for (const seed of seeds) {
    for (const path of places(seed)) {
      for (const value of strange) check(replacedAt(seed, path, value));
    }
  }
  const random = seededRandom(11);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)];
  for (let round = 0; round < 4000; round += 1) {
    let update: unknown = pick(seeds);
    for (let change = 0; change < 3; change += 1) {
      update = replacedAt(update, pick(places(update)) ?? [], pick(strange));
    }
    check(update);
  }
  // Proof that the mutations reach beyond the first check.
  expect([...kinds].sort()).toEqual([
    "anonymous",
    "channel",
    "edit",
    "inbound",
    "live_location",
    "malformed",
    "membership",
    "migration",
    "not_addressed",
    "not_from_a_person",
    "other_bots_command",
    "service_message",
    "stop",
    "update_kind",
  ]);
});
