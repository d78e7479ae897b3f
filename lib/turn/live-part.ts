/**
 * The part of an answer that grows as a real message: known to the journal before it is sent, so that a crash leaves one
 * message and not two.
 */
import type { MessageId } from "../model/ids.ts";
import type { Part } from "../model/turn-state.ts";
import type { Answered } from "../telegram/bot-api.ts";
import type { Keyboard } from "../telegram/inline-keyboard.ts";
import type { PlaceWithButtons } from "../telegram/place.ts";
import { placeInstead } from "../telegram/place-instead.ts";
import { isMessageGone, isNotModified } from "../telegram/refusals.ts";
import {
  editLive,
  type LivePicture,
  type MessageAddress,
  openLive,
} from "../telegram/screens/live-message.ts";
import { notShown } from "../telegram/screens/screen.ts";
import { editPart, type PartOutcome } from "../telegram/send-part.ts";
import type { Delivering } from "./delivery.ts";
import { proceed } from "./desk.ts";
import { strangeChat } from "./strange-chat.ts";

export class LivePart {
  readonly #delivering: Delivering;
  #live: { readonly part: number; readonly message: MessageAddress } | null = null;
  /** The frame that stands there, as far as this attempt knows. */
  #shown = "";
  /** Its send was not answered: nobody knows whether it is there (faults F72). */
  #doubtful: number | null = null;

  constructor(delivering: Delivering) {
    const { sent, thread } = delivering.order;
    this.#delivering = delivering;
    const live = sent.find((part) => part.live);
    const messageId = live?.messageIds?.[0];
    if (!live || messageId === undefined) return;
    const chatId = live.chatId ?? thread.chatId;
    this.#live = { part: live.part, message: { chat_id: chatId, message_id: messageId } };
  }

  isDoubtful(part: number): boolean {
    return this.#doubtful === part;
  }

  /** One frame. Where the person has deleted the message, another takes its place (faults F73). */
  async grow(
    part: number,
    place: PlaceWithButtons,
    picture: LivePicture,
  ): Promise<Answered<unknown>> {
    if (this.isDoubtful(part)) return notShown;
    if (this.#live?.part !== part) return this.#open(part, place, picture);
    const { order, desk, services } = this.#delivering;
    const { message } = this.#live;
    if (this.#shown === picture.growing.markdown) return { kind: "ok", value: true };
    await proceed(desk.announce(order.attempt, { kind: "edit", part }));
    const answer = await editLive(services.botApi, message, picture);
    if (answer.kind === "ok" || isNotModified(answer)) this.#shown = picture.growing.markdown;
    if (!isLost(answer, message)) return answer;
    this.#live = null;
    return this.#open(part, place, picture);
  }

  /** The last edit; null where there is no such message, or not any more. */
  async finish(index: number, part: Part, below: Partial<Keyboard>): Promise<PartOutcome | null> {
    if (this.#live?.part !== index || !("markdown" in part)) return null;
    const { order, desk, services } = this.#delivering;
    const { message } = this.#live;
    await proceed(desk.announce(order.attempt, { kind: "edit", part: index }));
    const outcome = await editPart(services.botApi, { ...message, ...below }, part);
    if (outcome.kind === "replaced") return outcome;
    const isLostNow = isLost(outcome, message);
    if (outcome.kind === "ok" || isLostNow) this.#live = null;
    return isLostNow ? null : outcome;
  }

  async #open(
    part: number,
    place: PlaceWithButtons,
    picture: LivePicture,
  ): Promise<Answered<unknown>> {
    const { order, desk, services } = this.#delivering;
    await proceed(desk.announce(order.attempt, { kind: "send", part }));
    const answer = await openLive(services.botApi, place, picture);
    if (answer.kind === "ok") {
      this.#shown = picture.opening.markdown;
      await this.#opened(part, place, answer.value);
    } else if (answer.kind === "unknown") this.#doubtful = part;
    else await proceed(desk.announce(order.attempt, { kind: "unsent", part }));
    return answer;
  }

  async #opened(part: number, place: PlaceWithButtons, messageId: MessageId): Promise<void> {
    const { order, desk } = this.#delivering;
    this.#live = { part, message: { chat_id: place.chat_id, message_id: messageId } };
    const where = strangeChat(place, order.thread);
    await proceed(
      desk.sent(order.attempt, { part, messageIds: [messageId], live: true, ...where }),
    );
  }
}

/** Deleted, or left behind by a group that has become a supergroup. */
function isLost(answer: Answered<unknown>, { chat_id }: MessageAddress): boolean {
  return isMessageGone(answer) || placeInstead(answer, { chat_id }) !== null;
}
