/** The prompt cache: remembers real prefixes, so that read, written and fresh tokens add up to the prompt. */
import { extendHash } from "./prefix-hash.ts";
import type { CacheTtl, PromptBlock } from "./prompt-blocks.ts";

/** All in tokens; their sum is the whole prompt. */
export type PromptUsage = {
  readonly fresh: number;
  readonly read: number;
  readonly written5m: number;
  readonly written1h: number;
};

/** field-and-platforms §5.7 has no 5.5 value; 1024 is that of Sonnet 5. */
const MIN_PREFIX_TOKENS = 1024;
/** platform.claude.com, Prompt caching: positions checked per breakpoint, itself included. */
const LOOK_BACK_BLOCKS = 20;
const TTL_MS: Record<CacheTtl, number> = { "5m": 300_000, "1h": 3_600_000 };

type Position = {
  readonly hash: string;
  readonly tokens: number;
  readonly ttl: CacheTtl | null;
};
type Entry = { readonly ttl: CacheTtl; readonly expiresAtMs: number };

export class PrefixCache {
  readonly #entries = new Map<string, Entry>();

  /** Looks up and remembers in one go: an answered request is what fills the cache. */
  account(model: string, blocks: readonly PromptBlock[], nowMs: number): PromptUsage {
    const positions = positionsOf(model, blocks);
    const marked = positions.flatMap(({ ttl, tokens }, at) =>
      ttl !== null && tokens >= MIN_PREFIX_TOKENS ? [{ at, ttl }] : [],
    );
    const readAt = this.#longestHit(positions, marked, nowMs);
    const fresh = marked.filter(({ at }) => at > readAt);
    for (const { at, ttl } of fresh) this.#remember(positions[at], ttl, nowMs);
    const tokensAt = (at: number) => positions[at]?.tokens ?? 0;
    const read = tokensAt(readAt);
    const end1h = tokensAt(fresh.findLast(({ ttl }) => ttl === "1h")?.at ?? readAt);
    const end = tokensAt(fresh.at(-1)?.at ?? readAt);
    return {
      read,
      written1h: end1h - read,
      written5m: end - end1h,
      fresh: tokensAt(positions.length - 1) - end,
    };
  }

  clear(): void {
    this.#entries.clear();
  }

  #longestHit(
    positions: readonly Position[],
    marked: readonly { at: number }[],
    nowMs: number,
  ): number {
    for (const { at } of marked.toReversed()) {
      for (let back = at; back > at - LOOK_BACK_BLOCKS && back >= 0; back--) {
        const position = positions[back];
        const entry = position && this.#entries.get(position.hash);
        if (!entry || entry.expiresAtMs <= nowMs) continue;
        this.#remember(position, entry.ttl, nowMs);
        return back;
      }
    }
    return -1;
  }

  /** A read refreshes the entry for its own ttl. */
  #remember(position: Position | undefined, ttl: CacheTtl, nowMs: number): void {
    if (position === undefined) return;
    this.#entries.set(position.hash, { ttl, expiresAtMs: nowMs + TTL_MS[ttl] });
  }
}

function positionsOf(model: string, blocks: readonly PromptBlock[]): readonly Position[] {
  let hash = model;
  let tokens = 0;
  return blocks.map((block) => {
    hash = extendHash(hash, block.key);
    tokens += block.tokens;
    return { hash, tokens, ttl: block.breakpoint };
  });
}
