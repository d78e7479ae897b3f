import { expect, test } from "vitest";
import { cacheKey, ttlSeconds } from "../../../lib/cache/keys.ts";
import {
  type ChatId,
  type ThreadId,
  type TopicId,
  threadId,
  type UserId,
} from "../../../lib/model/ids.ts";

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
      cacheKey.thread(thread),
      cacheKey.files(thread),
      cacheKey.pendingFiles(thread),
      ...epochs.map((epoch) => cacheKey.messages(thread, epoch)),
    ]),
    ...files.flatMap((file) => [cacheKey.fileBytes(file), cacheKey.pendingFile(file)]),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test("everything cached is forgotten by itself, at the times of the design", () => {
  expect(ttlSeconds).toEqual({
    settings: 86_400,
    balance: 60,
    thread: 86_400,
    messages: 3600,
    files: 3600,
    fileBytes: 3600,
    pendingFile: 3600,
  });
});
