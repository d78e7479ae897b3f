/** One turn, spoken and then timed by the stand-ins' records. */
import type { RecordedCall } from "../emulators/telegram/control.ts";
import { type BenchWorld, settle } from "./bench-world.ts";

/** Wall-clock milliseconds. */
export type TurnTimes = {
  /** The update left Telegram for the webhook. */
  readonly postedAtMs: number;
  readonly askedAtMs: number;
  readonly firstDeltaAtMs: number;
  readonly closedAtMs: number;
  /** Telegram has taken a draft with the first words. */
  readonly shownAtMs: number;
  readonly deliveredAtMs: number;
};

export async function timeTurn(world: BenchWorld, chatId: number): Promise<TurnTimes> {
  await world.newRecords();
  const answered = world.nextAnswer(chatId);
  await world.say(chatId, "Is there room for one more?");
  await answered;
  await settle();

  const { deliveries, requests, calls } = await world.newRecords();
  const [request, ...more] = requests;
  if (more.length > 0) throw new Error("one message asked Claude more than once");
  return {
    postedAtMs: known(deliveries[0]?.sentAtMs, "delivery"),
    askedAtMs: known(request?.atMs, "request"),
    firstDeltaAtMs: known(request?.firstDeltaAtMs, "first delta"),
    closedAtMs: known(request?.endedAtMs, "end of the stream"),
    shownAtMs: known(taken(calls, "sendRichMessageDraft"), "draft with words"),
    deliveredAtMs: known(taken(calls, "sendRichMessage"), "final message"),
  };
}

function taken(calls: readonly RecordedCall[], method: string): number | undefined {
  return calls.find((call) => call.method === method && call.ok)?.atMs;
}

function known(atMs: number | undefined, what: string): number {
  if (atMs === undefined) throw new Error(`the records show no ${what}`);
  return atMs;
}
