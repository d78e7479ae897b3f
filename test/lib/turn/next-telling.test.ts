import { expect, test } from "vitest";
import { nextTelling } from "../../../lib/turn/next-telling.ts";
import { turnOf } from "../../support/turns.ts";

const before = { epoch: 1, prefixes: { "claude-opus-5-5": "01d" } };
const told = { atMs: 5, name: "Ada" };

test("the beginning of each model is remembered beside the others", () => {
  const turn = turnOf({ prefix: { hash: "5eed", isBroken: false }, facts: told });
  expect(nextTelling(before, turn)).toEqual({
    epoch: 1,
    prefixes: { "claude-opus-5-5": "01d", "claude-sonnet-5-5": "5eed" },
    told,
  });
});

test("a changed one is another for all models, and what was thought before it is left out", () => {
  const turn = turnOf({ userSeq: 7, prefix: { hash: "5eed", isBroken: true } });
  expect(nextTelling({ ...before, told }, turn)).toEqual({
    epoch: 1,
    prefixes: { "claude-sonnet-5-5": "5eed" },
    thinkingFromSeq: 7,
    told,
  });
});

test("a turn that never asked Claude changes nothing but what was told", () => {
  expect(nextTelling(before, turnOf())).toEqual(before);
});
