/** A turn whose model nobody can price is refused before Claude is asked, and gives its place back. */
import { beforeEach, expect, test } from "vitest";
import type { Journal } from "../../../lib/journal/journal.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { clearTurn } from "../../../lib/turn/clear-turn.ts";
import { HandClock } from "../../support/hand-clock.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { turnOf } from "../../support/turns.ts";

const granted = { kind: "granted", grant: { ticket: 7 } } as const;
let journal: Journal;

beforeEach(() => {
  journal = openNodeJournal();
});

const clear = (model: string, priceVersion?: string) =>
  clearTurn(
    journal,
    turnOf({ phase: "sealed", model, ...(priceVersion !== undefined && { priceVersion }) }),
    {
      clearance: granted,
      ports: {
        clock: new HandClock(),
        log: createLog({ out: () => undefined, err: () => undefined }),
        accountOf: () => {
          throw new Error("asked before");
        },
      },
    },
  );

test.each([
  ["claude-haiku-4-5", undefined],
  ["claude-sonnet-5-5", "2020-01-01"],
])("%s at the prices of %s is answered with a sentence", (model, priceVersion) => {
  const turn = clear(model, priceVersion);
  expect(turn).toMatchObject({ phase: "answered", answer: { errorCode: "model_unpriced" } });
  expect(turn?.answer?.parts).toHaveLength(1);
  expect(journal.owed.all()).toEqual([{ kind: "release", ticket: 7 }]);
});

test("a model with a price keeps its place", () => {
  expect(clear("claude-sonnet-5-5")).toMatchObject({ phase: "sealed", grant: { ticket: 7 } });
  expect(journal.owed.all()).toEqual([]);
});
