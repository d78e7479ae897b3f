/** Keeps the world in one JSON file, so that a restarted playground still knows its conversations. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { BotCommand, Message } from "grammy/types";
import { z } from "zod";
import type { SimChat, SimUser } from "../control.ts";
import type { Webhook } from "../delivery/post-update.ts";
import type { PendingUpdate } from "../delivery/update-queue.ts";
import type { Emulator } from "../emulator.ts";
import type { StoredFile } from "./file-store.ts";
import type { SavedStars } from "./star-ledger.ts";

const VERSION = 1;
/** Changes come in bursts; one write serves them all. */
const WRITE_DELAY_MS = 200;
/** Ids given out after the last write before a crash are never given out again. */
const ID_GAP = 1000;
/** Events that leave no trace worth keeping. */
const FLEETING: ReadonlySet<string> = new Set(["draft", "draft_gone", "action", "callback_answer"]);

const entry = <Value>() => z.tuple([z.string(), z.custom<Value>()]);

const savedWorld = z.object({
  version: z.literal(VERSION),
  users: z.array(z.custom<SimUser>()),
  chats: z.array(z.custom<SimChat>()),
  messages: z.array(z.custom<Message>()),
  counters: z.array(z.tuple([z.number(), z.number()])),
  richSources: z.array(z.tuple([z.string(), z.string()])),
  files: z.array(z.custom<StoredFile>()),
  profile: z.array(z.tuple([z.string(), z.string()])),
  stars: z.custom<SavedStars>(),
  commands: z.array(entry<readonly BotCommand[]>()),
  blockedBy: z.array(z.number()),
  kickedFrom: z.array(z.number()),
  migratedTo: z.array(z.tuple([z.number(), z.number()])),
  updates: z.object({
    lastUpdateId: z.number(),
    allowed: z.array(z.string()).nullable(),
    pending: z.array(z.custom<PendingUpdate>()),
  }),
  webhook: z.custom<Webhook>().nullable(),
});

/** False where there is no file, or one of another version. */
export function loadWorld(emulator: Emulator, path: string): boolean {
  const saved = savedWorld.safeParse(readJsonFile(path)).data;
  if (saved === undefined) return false;
  const { world, updates, webhook } = emulator;
  for (const user of saved.users) world.users.set(user.id, user);
  for (const chat of saved.chats) world.chats.set(chat.id, chat);
  const counters = saved.counters.map(([counter, id]) => [counter, id + ID_GAP] as const);
  world.messages.load({ messages: saved.messages, counters });
  for (const [key, source] of saved.richSources) world.richSources.set(key, source);
  world.files.load(saved.files);
  for (const [key, text] of saved.profile) world.profile.set(key, text);
  world.stars.load(saved.stars);
  for (const [key, commands] of saved.commands) world.commands.set(key, commands);
  for (const userId of saved.blockedBy) world.blockedBy.add(userId);
  for (const chatId of saved.kickedFrom) world.kickedFrom.add(chatId);
  for (const [from, to] of saved.migratedTo) world.migratedTo.set(from, to);
  updates.load({ ...saved.updates, lastUpdateId: saved.updates.lastUpdateId + ID_GAP });
  webhook.set(saved.webhook);
  return true;
}

/** Writes after every change until the returned function is called, which writes once more. */
export function keepWorld(emulator: Emulator, path: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  let timer: NodeJS.Timeout | undefined;
  const later = () => {
    timer ??= setTimeout(now, WRITE_DELAY_MS).unref();
  };
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    writeJsonFile(path, saved(emulator));
  };
  const stopEvents = emulator.world.events.subscribe(({ type }) => {
    if (!FLEETING.has(type)) later();
  });
  const stopUpdates = emulator.updates.onAdded(later);
  return () => {
    stopEvents();
    stopUpdates();
    now();
  };
}

function saved({ world, updates, webhook }: Emulator): z.input<typeof savedWorld> {
  const { messages, counters } = world.messages.save();
  const { lastUpdateId, allowed, pending } = updates.save();
  return {
    version: VERSION,
    users: [...world.users.values()],
    chats: [...world.chats.values()],
    messages: [...messages],
    counters: counters.map(([counter, id]) => [counter, id]),
    richSources: [...world.richSources],
    files: world.files.all(),
    profile: [...world.profile],
    stars: world.stars.save(),
    commands: [...world.commands],
    blockedBy: [...world.blockedBy],
    kickedFrom: [...world.kickedFrom],
    migratedTo: [...world.migratedTo],
    updates: { lastUpdateId, allowed: allowed && [...allowed], pending: [...pending] },
    webhook: webhook.webhook,
  };
}

function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** A crash in the middle must not cost the old file. */
function writeJsonFile(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, JSON.stringify(value));
  renameSync(`${path}.new`, path);
}
