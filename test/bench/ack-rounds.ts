/** What `ack` asks: the bare Worker, threads warm and fresh, and now and then 20 MB, turn by turn. */
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchWorld, settle } from "./bench-world.ts";
import { expectUploads, storeLargeDocument } from "./large-document.ts";
import type { TimedPost } from "./timed-post.ts";
import { documentUpdate, type TelegramDocument, textUpdate } from "./updates.ts";

const warmUpRounds = 3;
const rounds = 6;
const updatesPerRound = 10;
/** Spread over so many, a thread stays below Telegram's one message a second. */
const warmThreads = 5;
/** Every third update is followed by a document: each moves 20 MB twice. */
const documentEvery = 3;
/** All updates of one step are asked within the 200 ms window, while no turn runs behind them. */
const apartMs = 30;

/** Milliseconds until the 200. */
export type Round = Readonly<Record<"bare" | "warm" | "fresh" | "document", number[]>>;

type Rig = {
  readonly world: BenchWorld;
  readonly bare: TimedPost;
  readonly warmChats: readonly number[];
  readonly documentChat: number;
  readonly document: TelegramDocument;
};

/** Throws unless every document really travelled. */
export async function runRounds(world: BenchWorld, bare: TimedPost): Promise<readonly Round[]> {
  const rig: Rig = {
    world,
    bare,
    warmChats: await Promise.all(Array.from({ length: warmThreads }, world.newChat)),
    documentChat: await world.newChat(),
    document: await storeLargeDocument(world),
  };
  await world.newRecords();
  const all: Round[] = [];
  while (all.length < warmUpRounds + rounds) all.push(await runRound(rig));
  const documents = all.flatMap(({ document }) => document);
  await expectUploads(world, documents.length);
  return all.slice(warmUpRounds);
}

async function runRound(rig: Rig): Promise<Round> {
  const round: Round = { bare: [], warm: [], fresh: [], document: [] };
  for (let update = 1; update <= updatesPerRound; update += 1) {
    const warmChat = rig.warmChats[update % rig.warmChats.length] ?? 0;
    const answers = [await askTexts(rig, warmChat, round)];
    if (update % documentEvery === 0) answers.push(await askDocument(rig, round));
    await Promise.all(answers.flat());
    await settle();
  }
  return round;
}

type Answers = Promise<unknown>[];

/** One update to each, in an order that rotates, so that none always comes first. */
async function askTexts({ world, bare }: Rig, warmChat: number, round: Round): Promise<Answers> {
  const freshChat = await world.newChat();
  const answers = [world.nextAnswer(warmChat), world.nextAnswer(freshChat)];
  const asks = [
    async () => round.bare.push(await bare(textUpdate(warmChat, "hello"))),
    async () => round.warm.push(await world.post(textUpdate(warmChat, "hello"))),
    async () => round.fresh.push(await world.post(textUpdate(freshChat, "hello"))),
  ];
  const first = round.bare.length % asks.length;
  for (const ask of [...asks.slice(first), ...asks.slice(0, first)]) {
    await ask();
    await sleep(apartMs);
  }
  return answers;
}

/** After the texts: its download would run beside what is measured there. */
async function askDocument(rig: Rig, round: Round): Promise<Answers> {
  const { world, documentChat, document } = rig;
  const answer = world.nextAnswer(documentChat);
  round.document.push(await world.post(documentUpdate(documentChat, document)));
  return [answer];
}
