import { expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { parseThreadId, threadId } from "../../../lib/model/ids.ts";
import { seededRandom } from "../seeded-random.ts";
import { bot, groupMessage, privateMessage, textWith } from "./updates.ts";

const entity = { type: "text_mention", offset: 0, length: 3, user: { id: 1, is_bot: true } };
const seeds: readonly unknown[] = [
  privateMessage({ text: "hello" }),
  privateMessage(textWith("/new@FerryBot now")),
  groupMessage(textWith("/new@OtherBot now")),
  groupMessage({ ...textWith("@FerryBot hi"), message_thread_id: 3, is_topic_message: true }),
  groupMessage({ text: "abc", entities: [entity], reply_to_message: { from: { id: bot.id } } }),
  privateMessage({ photo: [{ file_id: "x" }], sender_chat: { id: 1, type: "channel" } }),
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

test("no update, however broken, makes the webhook fail or a thread that has no name", () => {
  const kinds = new Set<string>();
  const check = (update: unknown) => {
    const result = normalizeUpdate(update, bot);
    kinds.add(result.kind === "ignored" ? result.reason : result.kind);
    if (result.kind === "ignored") return;
    const thread = result.kind === "stop" ? result.thread : result.inbound.thread;
    expect(parseThreadId(threadId(thread))).toEqual(thread);
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
    "inbound",
    "malformed",
    "not_addressed",
    "not_from_a_person",
    "other_bots_command",
    "service_message",
    "stop",
    "update_kind",
  ]);
});
