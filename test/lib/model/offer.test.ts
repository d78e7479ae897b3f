import { expect, test } from "vitest";
import type { TurnId } from "../../../lib/model/ids.ts";
import { type Offer, offerData, parseOfferData } from "../../../lib/model/offer.ts";

const turnId = "3f0f2a34-5b1c-4b0e-9d57-0a1b2c3d4e5f" as TurnId;

test.each(["continue", "retry"] as const)("a button to %s names its turn", (kind) => {
  const offer: Offer = { kind, turnId };
  expect(parseOfferData(offerData(offer))).toEqual(offer);
  expect(offerData(offer).length).toBeLessThanOrEqual(64);
});

test.each([
  "",
  "continue:",
  "continue:1",
  `stop:${turnId}`,
  `continue:${turnId} `,
  ` continue:${turnId}`,
  `continue:${turnId}:1`,
  `continue:${turnId.toUpperCase()}`,
  `Retry:${turnId}`,
  `continue:${turnId.replaceAll("-", "_")}`,
])("%j is no such button", (data) => {
  expect(parseOfferData(data)).toBeNull();
});
