import { expect, test } from "vitest";
import { planTail, tailLimitBytes } from "../../../lib/cache/tail.ts";

const half = tailLimitBytes / 2;

test("what fits together stays, oldest first", () => {
  const cached = [{ seq: 1, sizeBytes: 10 }];
  const added = [{ seq: 2, sizeBytes: 20 }];
  expect(planTail(cached, added)).toEqual({ keep: [...cached, ...added], drop: [] });
});

test("the oldest go first, and exactly the limit still fits", () => {
  const cached = [1, 2].map((seq) => ({ seq, sizeBytes: half }));
  expect(planTail(cached, []).drop).toEqual([]);
  const { keep, drop } = planTail(cached, [{ seq: 3, sizeBytes: half }]);
  expect([keep.map((entry) => entry.seq), drop]).toEqual([[2, 3], [1]]);
});

test("nothing older is kept behind a message that does not fit: a tail has no gap", () => {
  const cached = [
    { seq: 1, sizeBytes: 1 },
    { seq: 2, sizeBytes: tailLimitBytes },
  ];
  const { keep, drop } = planTail(cached, [{ seq: 3, sizeBytes: 1 }]);
  expect([keep.map((entry) => entry.seq), drop]).toEqual([[3], [2, 1]]);
});

test("a message too big by itself leaves an empty tail", () => {
  const added = [{ seq: 2, sizeBytes: tailLimitBytes + 1 }];
  expect(planTail([{ seq: 1, sizeBytes: 1 }], added)).toEqual({ keep: [], drop: [2, 1] });
});

test("a message written again counts once, with its new size", () => {
  const { keep } = planTail([{ seq: 1, sizeBytes: half }], [{ seq: 1, sizeBytes: 5 }]);
  expect(keep).toEqual([{ seq: 1, sizeBytes: 5 }]);
});
