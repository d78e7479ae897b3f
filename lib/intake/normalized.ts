/** What an update can become: the webhook's whole vocabulary. */
import type { CheckoutQuery } from "../model/checkout.ts";
import type { ChatId, ThreadAddress } from "../model/ids.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Membership } from "../model/membership.ts";
import type { StarsReport } from "../model/stars-report.ts";

export type Normalized =
  /**
   * `addressed` is false only in groups, for what Claude could be told and nobody said to the bot: it
   * counts if its sender has a batch open (an album with one caption, a second message in one breath).
   */
  | { readonly kind: "inbound"; readonly inbound: Inbound; readonly addressed: boolean }
  /** The message as it stands now, under its old id; commands are not read in it. */
  | { readonly kind: "edit"; readonly inbound: Inbound }
  /** Somebody spoke to the bot in the name of a chat: its thread is that chat's, its content `anonymous`. */
  | { readonly kind: "anonymous"; readonly inbound: Inbound }
  /** The question before a payment: it must be answered within ten seconds. */
  | { readonly kind: "checkout"; readonly checkout: CheckoutQuery }
  /** Stars have come, or went back; `inbound` is the message that says so. */
  | { readonly kind: "payment"; readonly payment: StarsReport; readonly inbound: Inbound }
  | { readonly kind: "refund"; readonly payment: StarsReport; readonly inbound: Inbound }
  | { readonly kind: "stop"; readonly thread: ThreadAddress; readonly draftId: number }
  | { readonly kind: "membership"; readonly membership: Membership }
  | { readonly kind: "migration"; readonly fromChatId: ChatId; readonly toChatId: ChatId }
  | { readonly kind: "ignored"; readonly reason: IgnoredReason };

export type IgnoredReason =
  | "malformed"
  | "update_kind"
  | "not_from_a_person"
  | "channel"
  | "not_addressed"
  | "other_bots_command"
  | "service_message"
  | "live_location"
  /** Money may have come, and nobody knows how much: an operator must look. */
  | "payment_unreadable";

export function ignored(reason: IgnoredReason): Normalized {
  return { kind: "ignored", reason };
}
