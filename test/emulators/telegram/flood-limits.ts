/**
 * How much a bot may send before it is told to wait.
 *
 * Telegram publishes only guidance: about 1 message/s per chat with short bursts, 20/min in a group,
 * about 30/s overall; edits count like sends [core.telegram.org/bots/faq, field-and-platforms §4.6].
 * For drafts there is no figure; bots in the field send about three a second, so they get that.
 */
import { tooManyRequests } from "./api-error.ts";
import type { SimChat } from "./control.ts";

type Rate = { readonly burst: number; readonly perSecond: number };

const CHAT: Rate = { burst: 5, perSecond: 1 };
const GROUP: Rate = { burst: 20, perSecond: 20 / 60 };
const DRAFTS: Rate = { burst: 10, perSecond: 3 };
const OVERALL: Rate = { burst: 30, perSecond: 30 };

type Bucket = { tokens: number; atMs: number };

export class FloodLimits {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;
  readonly #isOn: boolean;

  constructor(now: () => number, isOn: boolean) {
    this.#now = now;
    this.#isOn = isOn;
  }

  /** Takes `count` messages' worth, or throws the 429. */
  takeMessages(chat: SimChat, count = 1): void {
    const ofChat = chat.type === "private" ? CHAT : GROUP;
    this.#take(
      [
        ["all", OVERALL],
        [`chat:${chat.id}`, ofChat],
      ],
      count,
    );
  }

  takeDraft(chat: SimChat): void {
    this.#take(
      [
        ["all", OVERALL],
        [`draft:${chat.id}`, DRAFTS],
      ],
      1,
    );
  }

  /** All or nothing: a refused call leaves every bucket as it was. */
  #take(wanted: readonly (readonly [string, Rate])[], count: number): void {
    if (!this.#isOn) return;
    const buckets = wanted.map(([key, rate]) => ({ bucket: this.#refill(key, rate), rate }));
    const waits = buckets.map(({ bucket, rate }) => (count - bucket.tokens) / rate.perSecond);
    const waitSeconds = Math.max(...waits);
    if (waitSeconds > 0) throw tooManyRequests(Math.ceil(waitSeconds));
    for (const { bucket } of buckets) bucket.tokens -= count;
  }

  #refill(key: string, rate: Rate): Bucket {
    const nowMs = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, atMs: nowMs };
    const gained = ((nowMs - bucket.atMs) / 1000) * rate.perSecond;
    bucket.tokens = Math.min(rate.burst, bucket.tokens + gained);
    bucket.atMs = nowMs;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
