import { expect, test } from "vitest";
import { shapeOf } from "../../../lib/batching/shape.ts";
import type { Inbound } from "../../../lib/model/inbound.ts";
import { inboundOf, noonMs, textInbound } from "../../support/inbounds.ts";

const forwardedFrom = { kind: "hidden_user", name: "Grace", sentAtMs: noonMs } as const;
const attachment = { kind: "photo", fileId: "f", fileUniqueId: "u" } as const;
const photo = (caption: string) => inboundOf(1, { kind: "file", caption, attachment });

test.each<[string, Inbound, string]>([
  ["a few words", textInbound(1, "hello"), "text"],
  ["a text Telegram has no reason to cut", textInbound(1, "x".repeat(3999)), "text"],
  ["a text Telegram has probably cut", textInbound(1, "x".repeat(4000)), "split"],
  ["a photo, however much is said under it", photo("x".repeat(4096)), "text"],
  ["a photo of an album", { ...photo("look"), mediaGroupId: "7" }, "album"],
  ["a forwarded text", { ...textInbound(1, "hello"), context: { forwardedFrom } }, "forward"],
  [
    "a forwarded text that fills a message",
    { ...textInbound(1, "x".repeat(4096)), context: { forwardedFrom } },
    "forward",
  ],
  [
    "a forwarded album, whose parts come as an album's do",
    { ...photo(""), mediaGroupId: "7", context: { forwardedFrom } },
    "album",
  ],
  ["a reply", { ...textInbound(1, "yes"), context: { repliedTo: { snippet: "well?" } } }, "text"],
])("%s", (_what, inbound, shape) => {
  expect(shapeOf(inbound)).toBe(shape);
});
