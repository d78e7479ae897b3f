/** What a running turn knows while it goes from step to step; lives as long as its attempt. */
import type { Conversation } from "../claude/build-request.ts";
import { prefixHash } from "../claude/prefix-hash.ts";
import { summaryInWords } from "../claude/summary-in-words.ts";
import { withoutThinking } from "../claude/without-thinking.ts";
import type { HeldFile, ToolFiles } from "../model/known-file.ts";
import type { Message } from "../model/message.ts";
import type { NanoUsd } from "../model/money.ts";
import type { Prefix } from "../model/turn-state.ts";
import type { Usage } from "../model/usage.ts";
import type { Delivery } from "./delivery.ts";
import type { Desk, TurnOrder } from "./desk.ts";
import { type Heard, nothingHeard } from "./heard.ts";
import type { TurnServices } from "./run-turn.ts";

export type TalkInput = {
  readonly order: TurnOrder;
  readonly desk: Desk;
  readonly services: TurnServices;
  readonly delivery: Delivery;
  readonly signal: AbortSignal;
};

export class Talk {
  readonly order: TurnOrder;
  readonly desk: Desk;
  readonly services: TurnServices;
  readonly delivery: Delivery;
  readonly signal: AbortSignal;
  history: readonly Message[];
  /** Steps that are over: Claude's calls and their results. */
  said: readonly Message[];
  /** Visible words of those steps that are no real message yet. */
  spoken: string;
  /** The step under way. */
  heard: Heard = nothingHeard();
  /** Of the person in this chat; what tools make joins them. */
  readonly files: ToolFiles;
  readonly #held = new Map<string, HeldFile>();
  /** Tools at work just now, by name. */
  working: readonly string[] = [];
  spentNanoUsd: NanoUsd;
  /** By the request before the one under way; null before the first of this attempt has ended. */
  usedBefore: Usage | null = null;
  /** Claude requests of this attempt so far. */
  requests = 0;
  prefix: Prefix;
  /** Called when there is something new to be seen. */
  onProgress: () => void = () => {};

  constructor(input: TalkInput) {
    this.order = input.order;
    this.desk = input.desk;
    this.services = input.services;
    this.delivery = input.delivery;
    this.signal = input.signal;
    this.history = input.order.history;
    this.said = input.order.said;
    this.spoken = input.order.spoken;
    this.spentNanoUsd = input.order.spentNanoUsd;
    for (const held of input.order.files.toReversed()) this.hold(held);
    this.files = input.services.openFiles(input.order, () => [...this.#held.values()]);
    this.prefix = this.#findPrefix();
    if (this.prefix.isBroken) this.leaveThinkingOut("changed");
  }

  /** A file of this conversation that was not there before, or not so. */
  hold(held: HeldFile): void {
    this.#held.set(held.file.id, held);
  }

  held(id: string): HeldFile | undefined {
    return this.#held.get(id);
  }

  /** What was thought before is bound to another beginning: counted, and done once (P7). */
  leaveThinkingOut(reason: "changed" | "refused"): void {
    const { turnId: turn, attempt } = this.order;
    this.services.log.info("prefix.broken", { turn, attempt, reason });
    this.prefix = { ...this.prefix, isBroken: true };
    this.history = withoutThinking(this.history);
    this.said = withoutThinking(this.said);
  }

  /** Counted, and kept with the turn, so that no later one offers the signed summary again. */
  tellSummaryInWords(): void {
    const { turnId: turn, attempt } = this.order;
    this.services.log.info("prefix.broken", { turn, attempt, reason: "summary_refused" });
    this.prefix = { ...this.prefix, isSummaryRefused: true };
    this.history = withoutThinking(summaryInWords(this.history));
  }

  #findPrefix(): Prefix {
    const { order, services } = this;
    const { definitions: tools } = services.toolbox;
    const hash = prefixHash({ ...order, tools });
    const known = order.prefixes[order.model];
    const isThought = order.history.some(({ blocks }) =>
      blocks.some(({ type }) => type === "thinking"),
    );
    return { hash, isBroken: known !== undefined && known !== hash && isThought };
  }

  conversation(): Conversation {
    const { model, personality, userBlocks } = this.order;
    const { definitions: tools } = this.services.toolbox;
    const wished = personality === undefined ? {} : { personality };
    return { model, ...wished, tools, history: this.history, userBlocks, said: this.said };
  }
}
