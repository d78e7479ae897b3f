/** Makes a turn's words and files real messages, in order, each once; what cannot be sent now is left to a later attempt. */
import type { ChatId } from "../model/ids.ts";
import { oneAtATime } from "../model/one-at-a-time.ts";
import { type Answer, filesOf, type Part, type SentFile } from "../model/turn-state.ts";
import type { Answered } from "../telegram/bot-api.ts";
import type { Keyboard } from "../telegram/inline-keyboard.ts";
import { type Place, type PlaceWithButtons, placeOf } from "../telegram/place.ts";
import { placeInstead } from "../telegram/place-instead.ts";
import { replyTo } from "../telegram/reply-to.ts";
import type { LivePicture } from "../telegram/screens/live-message.ts";
import { notShown } from "../telegram/screens/screen.ts";
import { type PartOutcome, sendPart } from "../telegram/send-part.ts";
import { type Desk, proceed, type TurnEnd, type TurnOrder } from "./desk.ts";
import { LivePart } from "./live-part.ts";
import { offerBelow } from "./offer-below.ts";
import type { TurnServices } from "./run-turn.ts";
import { type Placed, type PlaceOutcome, sendFiles } from "./send-files.ts";
import { strangeChat } from "./strange-chat.ts";

export type Delivering = {
  readonly order: TurnOrder;
  readonly desk: Desk;
  readonly services: TurnServices;
};

export type ArrivedFile = SentFile & { readonly chatId: ChatId };

/** Files by their keys: why Telegram will never take them, and what it calls those it took. */
export type Committed = {
  readonly refused: ReadonlyMap<string, string>;
  readonly arrived: ReadonlyMap<string, ArrivedFile>;
};

/** Where Telegram gave no answer, it is asked again after this long. */
const unknownOutcomeMs = 2000;

type Delivered = Exclude<TurnEnd, { kind: "superseded" }>;

export class Delivery {
  readonly #delivering: Delivering;
  #parts: readonly Part[];
  #offer: Answer["offer"];
  readonly #sent: Set<number>;
  readonly #live: LivePart;
  /** A frame that is under way must not land on top of the final words. */
  readonly #inTurn = oneAtATime();
  #place: Place;
  #isElsewhere = false;
  /** Files that this attempt sent, by their keys. */
  readonly #arrived = new Map<string, ArrivedFile>();

  constructor(delivering: Delivering) {
    const { parts, sent, thread, answer } = delivering.order;
    this.#delivering = delivering;
    this.#parts = parts;
    this.#offer = answer?.offer;
    this.#sent = new Set(
      sent.filter(({ messageIds, live }) => messageIds !== null && !live).map(({ part }) => part),
    );
    this.#live = new LivePart(delivering);
    this.#place = placeOf(thread);
  }

  /** True where the person has got, or will get, something of this turn already. */
  get hasParts(): boolean {
    return this.#parts.length > 0;
  }

  /** True where this pending file is on its way, or there. */
  isPlanned(madeId: string): boolean {
    return this.#parts.some((part) => filesOf(part).some((file) => file.madeId === madeId));
  }

  /** Before the answer is whole. What Telegram has no time for now goes with the rest; what it will never take is left out. */
  async commit(parts: readonly Part[]): Promise<Committed> {
    const { order, desk } = this.#delivering;
    await proceed(desk.commit(order.attempt, parts));
    this.#parts = [...this.#parts, ...parts];
    const refused = new Map<string, string>();
    for (let end = await this.flush(); end.kind === "undeliverable"; end = await this.flush()) {
      const index = this.#firstUnsent();
      const dropped = droppedFrom(this.#parts, index);
      for (const { key } of dropped.flatMap(filesOf)) refused.set(key, end.reason);
      await this.#replan(this.#parts.toSpliced(index, dropped.length));
    }
    return { refused, arrived: this.#arrived };
  }

  /** Everything that is not sent yet. */
  async finish({ parts, offer }: Answer): Promise<Delivered> {
    this.#parts = [...this.#parts, ...parts];
    this.#offer = offer;
    return this.flush();
  }

  /** The next part as a message that grows; `take` is asked when its turn has come. */
  grow(take: () => Promise<LivePicture | null>): Promise<Answered<unknown>> {
    return this.#inTurn(async () => {
      const picture = await take();
      // What stands before it must be there first.
      if (!picture || this.#firstUnsent() < this.#parts.length) return notShown;
      const part = this.#parts.length;
      const grow = () => this.#live.grow(part, this.#placeOf(part), picture);
      const answer = await grow();
      const elsewhere = placeInstead(answer, this.#place);
      if (!elsewhere) return answer;
      this.#place = elsewhere;
      return grow();
    });
  }

  /** What Telegram has taken needs no bytes here: the attempt that sent it may have died before they went. */
  dropArrived(): void {
    const parts = [...this.#sent].flatMap((index) => this.#parts[index] ?? []);
    this.#delivering.services.dropBytes(parts.flatMap(filesOf).map(({ key }) => key));
  }

  flush(): Promise<Delivered> {
    return this.#inTurn(() => this.#sendAll());
  }

  async #sendAll(): Promise<Delivered> {
    for (let index = this.#firstUnsent(); index < this.#parts.length; index = this.#firstUnsent()) {
      const failure = await this.#send(index);
      if (failure) return this.#failed(index, failure);
    }
    return { kind: "delivered" };
  }

  #firstUnsent(): number {
    const index = this.#parts.findIndex((_part, at) => !this.#sent.has(at));
    return index === -1 ? this.#parts.length : index;
  }

  async #send(index: number): Promise<Exclude<Answered<unknown>, { kind: "ok" }> | null> {
    const { order, desk } = this.#delivering;
    const part = this.#parts[index];
    if (!part) return null;
    const below = this.#below(index);
    const edited = await this.#live.finish(index, part, below);
    const outcome = edited ? asPlaced(edited) : await this.#sendNew(index, part, below);
    if (outcome.kind === "replaced") {
      await this.#replan(this.#parts.toSpliced(index, 1, ...outcome.parts));
      return null;
    }
    if (outcome.kind === "ok") {
      const where = strangeChat(this.#place, order.thread);
      await proceed(desk.sent(order.attempt, { part: index, ...outcome.value, ...where }));
      this.#sent.add(index);
      this.#noteArrival(part, outcome.value);
      return null;
    }
    // The topic or the group is gone, its people are not: this part and those after it follow them.
    const elsewhere = placeInstead(outcome, this.#place);
    if (!elsewhere) return outcome;
    this.#place = elsewhere;
    this.#isElsewhere = true;
    return null;
  }

  /** The first message of a turn is a reply; elsewhere the number of what it answers is another message's. */
  #placeOf(index: number): PlaceWithButtons {
    const { order } = this.#delivering;
    const isReply = index === 0 && this.#place.chat_id === order.thread.chatId;
    if (!isReply || order.replyTo === undefined) return this.#place;
    return { ...this.#place, ...replyTo(order.replyTo) };
  }

  #noteArrival(part: Part, { files = [] }: Placed): void {
    const { order, services } = this.#delivering;
    const chatId = strangeChat(this.#place, order.thread).chatId ?? order.thread.chatId;
    const planned = filesOf(part);
    for (const [at, sent] of files.entries()) {
      const key = planned[at]?.key;
      if (key !== undefined) this.#arrived.set(key, { ...sent, chatId });
    }
    services.dropBytes(planned.map(({ key }) => key));
  }

  /** The buttons of one part. Pressed in a strange place, none would find this thread. */
  #below(index: number): Partial<Keyboard> {
    const isLast = index === this.#parts.length - 1;
    const offer = this.#isElsewhere ? undefined : this.#offer;
    return offerBelow(this.#delivering.order, { isLast, offer });
  }

  async #replan(parts: readonly Part[]): Promise<void> {
    const { order, desk } = this.#delivering;
    await proceed(desk.replan(order.attempt, parts));
    this.#parts = parts;
  }

  async #sendNew(index: number, part: Part, below: Partial<Keyboard>): Promise<PlaceOutcome> {
    const { order, desk, services } = this.#delivering;
    const { turnId: turn, attempt, sent } = order;
    // Sent before, and the answer was lost: Telegram may have it already, and nobody can know (faults F72).
    const isDoubtful = sent.some((known) => known.part === index && known.messageIds === null);
    if (isDoubtful || this.#live.isDoubtful(index))
      services.log.warn("telegram.ambiguous_send", { turn, attempt, part: index });
    await proceed(desk.announce(attempt, { kind: "send", part: index }));
    return sendOne(services, { ...this.#placeOf(index), ...below }, part);
  }

  #failed(part: number, outcome: Exclude<Answered<unknown>, { kind: "ok" }>): Delivered {
    const { turnId: turn, attempt } = this.#delivering.order;
    const reason = outcome.description;
    this.#delivering.services.log.warn("telegram.send_failed", { turn, attempt, part, reason });
    if (outcome.kind === "unknown")
      return { kind: "deferred", afterMs: unknownOutcomeMs, ambiguous: true };
    if (outcome.code === 429) {
      const afterMs = outcome.retryAfterMs ?? unknownOutcomeMs;
      return { kind: "deferred", afterMs, ambiguous: false };
    }
    return { kind: "undeliverable", reason: `${outcome.code} ${reason}` };
  }
}

/** A file that Telegram refuses leaves the others their way; where words are refused, so is what stands behind them. */
function droppedFrom(parts: readonly Part[], index: number): readonly Part[] {
  const part = parts[index];
  return part && "file" in part ? [part] : parts.slice(index);
}

function asPlaced(outcome: PartOutcome): PlaceOutcome {
  if (outcome.kind !== "ok") return outcome;
  return { kind: "ok", value: { messageIds: [outcome.value] } };
}

async function sendOne(
  services: TurnServices,
  place: PlaceWithButtons,
  part: Part,
): Promise<PlaceOutcome> {
  if ("markdown" in part) return asPlaced(await sendPart(services.botApi, place, part));
  return sendFiles(services, place, part);
}
