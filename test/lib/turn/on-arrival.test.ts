import { expect, test } from "vitest";
import type { TurnState } from "../../../lib/model/turn-state.ts";
import { type Arrival, onArrival } from "../../../lib/turn/on-arrival.ts";
import { turnOf } from "../../support/turns.ts";

const usual: Arrival = { hasSaid: false, rule: "interrupt", fits: true };
const committed = [{ markdown: "Here it comes." }];

type Row = readonly [
  when: string,
  turn: Partial<TurnState>,
  arrival: Partial<Arrival>,
  interrupting: string,
  waiting: string,
];

const rows: readonly Row[] = [
  ["before the turn begins", { phase: "sealed" }, {}, "restart", "restart"],
  ["before anything is shown", { phase: "running" }, {}, "restart", "restart"],
  ["after one restart", { phase: "running", restarts: 1 }, {}, "restart", "restart"],
  ["after two restarts", { phase: "running", restarts: 2 }, {}, "wait", "wait"],
  ["where the batch is full", { phase: "running" }, { fits: false }, "wait", "wait"],
  ["between two steps", { phase: "running" }, { hasSaid: true }, "interrupt", "wait"],
  ["behind what was sent", { phase: "running", committed }, {}, "interrupt", "wait"],
  ["while words grow", { phase: "shown" }, {}, "interrupt", "wait"],
  ["while tools work", { phase: "tools" }, { hasSaid: true }, "after_tools", "wait"],
  ["when the answer is whole", { phase: "answered" }, {}, "wait", "wait"],
  ["when it was delivered", { phase: "done" }, { hasSaid: true }, "wait", "wait"],
];

test.each(rows)("a message %s", (_when, turn, arrival, interrupting, waiting) => {
  const decide = (rule: Arrival["rule"]) => onArrival(turnOf(turn), { ...usual, ...arrival, rule });
  expect([decide("interrupt"), decide("wait")]).toEqual([interrupting, waiting]);
});
