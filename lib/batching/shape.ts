/** What a message looks like to the window. */
import type { Inbound } from "../model/inbound.ts";
import type { Shape } from "./window.ts";

/** Telegram cuts a long paste at 4096; a text this long has probably been cut (design §4, Window). */
const probablySplitLength = 4000;

export function shapeOf(inbound: Inbound): Shape {
  if (inbound.mediaGroupId !== undefined) return "album";
  if (inbound.context?.forwardedFrom) return "forward";
  const isLong =
    inbound.content.kind === "text" && inbound.content.text.length >= probablySplitLength;
  return isLong ? "split" : "text";
}
