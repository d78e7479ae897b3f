/** What surrounds a message, told before its words. */
import { displayName } from "../model/display-name.ts";
import type { ForwardOrigin, Inbound, RepliedTo } from "../model/inbound.ts";
import { oneLine } from "./one-line.ts";

const nameLength = 100;
/** A snippet is 200 characters and an ellipsis; a quote may be 1024 (Bot API, ReplyParameters). */
const quoteLength = 1100;

/** In a group the sender's name always; in a private chat there is nobody else to take them for. */
export function contextLines({ chat, from, context = {} }: Inbound): string[] {
  const { forwardedFrom, repliedTo, quote, viaBot } = context;
  const lines: string[] = [];
  if (chat.type !== "private") lines.push(`From ${name(displayName(from))}`);
  if (forwardedFrom) lines.push(forwardLine(forwardedFrom));
  if (repliedTo) lines.push(replyLine(repliedTo));
  if (quote !== undefined) lines.push(`The part meant: "${oneLine(quote, quoteLength)}"`);
  if (viaBot !== undefined) lines.push(`Sent with the bot ${name(viaBot)}`);
  return lines;
}

const origins: Readonly<Record<ForwardOrigin["kind"], string>> = {
  user: "",
  hidden_user: "",
  chat: "the chat ",
  channel: "the channel ",
};

function forwardLine(from: ForwardOrigin): string {
  const writtenAt = new Date(from.sentAtMs).toISOString();
  return `Forwarded from ${origins[from.kind]}${name(from.name)}, written ${writtenAt}`;
}

function replyLine({ sender, snippet }: RepliedTo): string {
  const whom = sender === undefined ? "your message" : `a message of ${name(sender)}`;
  return `In reply to ${whom}: "${oneLine(snippet, quoteLength)}"`;
}

function name(text: string): string {
  return oneLine(text, nameLength) || "somebody without a name";
}
