import { expect, test } from "vitest";
import { mergeArrivals } from "../../../lib/turn/merge-arrivals.ts";
import { beginAttempt, triesOf } from "../../../lib/turn/turn-phases.ts";
import { itemOf, noonMs, textInbound } from "../../support/inbounds.ts";
import { stepOf, turnOf } from "../../support/turns.ts";

const running = turnOf({ phase: "running", attempt: 1, steps: [stepOf(5)] });
const textsOf = ({ items }: ReturnType<typeof turnOf>) =>
  items.map(({ inbound: { content } }) => (content.kind === "text" ? content.text : ""));

test("what arrived joins the batch, in the order it was written", () => {
  const late = itemOf(textInbound(9, "third", 3));
  const merged = mergeArrivals(running, {
    items: [itemOf(textInbound(8, "fourth", 4)), late],
    edits: [],
  });
  expect(textsOf(merged)).toEqual(["hello", "are you there?", "third", "fourth"]);
  expect(merged).toMatchObject({ id: running.id, userSeq: running.userSeq, phase: "sealed" });
});

test("an edit stands in the place of its message", () => {
  const items = [itemOf(textInbound(9, "good day", 1))];
  expect(textsOf(mergeArrivals(running, { items, edits: [] }))).toEqual([
    "good day",
    "are you there?",
  ]);
});

test("notes of edits add up, and without any there are none", () => {
  const note = (words: string) => ({ sentAtMs: noonMs, words });
  const once = mergeArrivals(running, { items: [], edits: [note("six")] });
  const twice = mergeArrivals(once, { items: [], edits: [note("nine")] });
  expect(twice.edits).toEqual([note("six"), note("nine")]);
  expect(mergeArrivals(running, { items: [], edits: [] })).not.toHaveProperty("edits");
});

test("the attempt that ran is over, what it used stays, and it is not held against the next", () => {
  const merged = mergeArrivals(running, { items: [], edits: [] });
  expect(merged.attempt).not.toBe(running.attempt);
  const begun = beginAttempt(merged);
  expect(begun).toMatchObject({ phase: "running", attempt: 2, restarts: 1, steps: running.steps });
  expect(triesOf(begun)).toBe(1);
});

test("a turn that has not begun only grows", () => {
  const again = mergeArrivals(mergeArrivals(running, { items: [], edits: [] }), {
    items: [itemOf(textInbound(7, "more"))],
    edits: [],
  });
  expect(again).toMatchObject({ attempt: 2, restarts: 1 });
  expect(beginAttempt(mergeArrivals(turnOf(), { items: [], edits: [] })).attempt).toBe(1);
});
