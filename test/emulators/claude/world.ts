/** Everything the stand-in remembers between requests. */
import { FileStore } from "./file-store.ts";
import { Holds } from "./holds.ts";
import { PrefixCache } from "./prefix-cache.ts";
import { RequestLog } from "./request-log.ts";
import { ScriptQueue } from "./script-queue.ts";
import { Signer } from "./signature.ts";

/** How fast the offline persona writes. */
export type Pace = {
  readonly firstTokenMs: number;
  readonly betweenDeltasMs: number;
};

export class World {
  readonly apiKey: string;
  readonly pace: Pace;
  readonly files = new FileStore();
  readonly cache = new PrefixCache();
  readonly scripts = new ScriptQueue();
  readonly requests = new RequestLog();
  readonly holds = new Holds();
  /** One secret for all runs: stored conversations go on after a restart, as they do at the vendor's. */
  readonly signer = new Signer("the stand-in's one account");
  readonly #clock: () => number;
  #advancedMs = 0;

  constructor(options: { apiKey: string; pace: Pace; clock: () => number }) {
    this.apiKey = options.apiKey;
    this.pace = options.pace;
    this.#clock = options.clock;
  }

  /** The clock of expiry and cache, in milliseconds since the epoch. */
  nowMs(): number {
    return this.#clock() + this.#advancedMs;
  }

  advance(ms: number): void {
    this.#advancedMs += ms;
  }

  /** Signatures stay valid: conversations outlive a test's reset. */
  reset(): void {
    this.files.clear();
    this.cache.clear();
    this.scripts.clear();
    this.requests.clear();
    this.holds.releaseAll();
    this.#advancedMs = 0;
  }
}
