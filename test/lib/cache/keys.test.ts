import { expect, test } from "vitest";
import { cacheKey, ttlSeconds } from "../../../lib/cache/keys.ts";
import {
  type ChatId,
  type ThreadId,
  type TopicId,
  threadId,
  type UserId,
} from "../../../lib/model/ids.ts";
import { seededRandom } from "../seeded-random.ts";

const numbers = [0, 1, 7, 11, 17, 42, 1042, -1, -7, -42, -1001042, 2 ** 52, -(2 ** 52)];
const topics = [0, 1, 7, 42, 71];
const epochs = [1, 2, 11, 12];

function allThreads(): ThreadId[] {
  return numbers.flatMap((chatId) =>
    topics.flatMap((topicId) =>
      numbers.map((userId) =>
        threadId({
          chatId: chatId as ChatId,
          topicId: topicId as TopicId,
          userId: userId as UserId,
        }),
      ),
    ),
  );
}

test("no two users, chats, topics, epochs or files ever share a key", () => {
  const threads = allThreads();
  const files = ["a", "a:b", "meta:a", "thread:1:0:1", "1:0:1", "42", "-42", ""];
  const keys = [
    ...numbers.flatMap((id) => [cacheKey.settings(id as UserId), cacheKey.balance(id as UserId)]),
    ...threads.flatMap((thread) => [
      cacheKey.files(thread),
      cacheKey.pendingFiles(thread),
      ...epochs.map((epoch) => cacheKey.messages(thread, epoch)),
    ]),
    ...files.map((file) => cacheKey.pendingFile(file)),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test("whatever the ids, the key says which they are (10 000 random pairs)", () => {
  const random = seededRandom(5);
  const id = () => Math.trunc((random() - 0.5) * 10 ** Math.ceil(random() * 15));
  const text = () => [id(), id(), "x"].join(random() < 0.5 ? ":" : "");
  const named = () => {
    const user = id() as UserId;
    const thread = threadId({
      chatId: id() as ChatId,
      topicId: Math.abs(id()) as TopicId,
      userId: user,
    });
    const [epoch, file] = [Math.abs(id()), text()];
    return [
      [cacheKey.settings(user), ["settings", user]],
      [cacheKey.balance(user), ["balance", user]],
      [cacheKey.messages(thread, epoch), ["messages", thread, epoch]],
      [cacheKey.files(thread), ["files", thread]],
      [cacheKey.upload(user, file), ["upload", user, file]],
      [cacheKey.pendingFile(file), ["pendingFile", file]],
      [cacheKey.pendingFiles(thread), ["pendingFiles", thread]],
    ] as const;
  };
  const meanings = new Map<string, string>();
  for (let round = 0; round < 10_000; round += 1)
    for (const [key, meaning] of named()) {
      const known = meanings.get(key) ?? JSON.stringify(meaning);
      if (known !== JSON.stringify(meaning)) throw new Error(`${key} is ${known} and ${meaning}`);
      meanings.set(key, known);
    }
});

test("everything cached is forgotten by itself, at the times of the design", () => {
  expect(ttlSeconds).toEqual({
    settings: 86_400,
    balance: 60,
    messages: 3600,
    files: 3600,
    pendingFile: 3600,
  });
});
