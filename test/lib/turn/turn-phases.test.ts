import { describe, expect, test } from "vitest";
import type { MessageId } from "../../../lib/model/ids.ts";
import {
  announceStep,
  answerTurn,
  beginAttempt,
  checkpointTurn,
  confirmPart,
  plannedParts,
  replanParts,
  withdrawUnconfirmed,
} from "../../../lib/turn/turn-phases.ts";
import { itemOf, noonMs, textInbound } from "../../support/inbounds.ts";
import { ahoy, stepOf, turnOf } from "../../support/turns.ts";

const sentPart = (part: number, id: number) => ({ part, messageIds: [id as MessageId] });

test("a new turn has done nothing yet", () => {
  expect(turnOf()).toEqual({
    id: "turn-1",
    epoch: 1,
    userSeq: 1,
    items: [itemOf(textInbound(1, "hello")), itemOf(textInbound(2, "are you there?"))],
    model: "claude-sonnet-5-5",
    phase: "sealed",
    attempt: 0,
    shownText: "",
    spoken: "",
    committed: [],
    steps: [],
    answer: null,
    sent: [],
    times: { openedAtMs: noonMs, sealedAtMs: noonMs + 200 },
  });
});

describe("an attempt", () => {
  test("is counted, and never takes a turn back to an earlier phase", () => {
    const first = beginAttempt(turnOf());
    expect([first.phase, first.attempt]).toEqual(["running", 1]);
    for (const phase of ["running", "shown", "answered", "done"] as const) {
      const again = beginAttempt(turnOf({ phase, attempt: 1 }));
      expect([again.phase, again.attempt]).toEqual([phase, 2]);
    }
  });
});

const prefix = { hash: "5eed", isBroken: false };

describe("the phases", () => {
  test("asking Claude shows nobody anything", () => {
    const asked = announceStep(
      turnOf({ phase: "running" }),
      { kind: "claude", prefix },
      noonMs + 210,
    );
    expect(asked.phase).toBe("running");
    expect(asked.prefix).toEqual(prefix);
    expect(asked.times.claudeStartedAtMs).toBe(noonMs + 210);
  });

  test("the first words make it a turn that must not be replayed", () => {
    const shown = announceStep(turnOf({ phase: "running" }), { kind: "show" }, noonMs + 900);
    expect(shown.phase).toBe("shown");
    expect(shown.times).toEqual({ ...turnOf().times, firstTokenAtMs: noonMs + 900 });
  });

  test("an answer keeps all times before it", () => {
    const shown = announceStep(turnOf(), { kind: "show" }, noonMs + 900);
    const answered = answerTurn(shown, ahoy, noonMs + 1500);
    expect(answered.phase).toBe("answered");
    expect(answered.answer).toEqual(ahoy);
    expect(answered.times).toEqual({ ...shown.times, answeredAtMs: noonMs + 1500 });
  });
});

describe("usage", () => {
  test("of one request is replaced by its newer figure, never added", () => {
    const first = checkpointTurn(turnOf(), "A", stepOf(1));
    const second = checkpointTurn(first, "Ahoy", stepOf(4));
    expect(second.steps).toEqual([stepOf(4)]);
    expect(second.shownText).toBe("Ahoy");
  });

  test("of another attempt or step stands beside it", () => {
    const others = [stepOf(1), stepOf(2, { attempt: 2 }), stepOf(3, { step: 2 })];
    const turn = others.reduce((state, step) => checkpointTurn(state, "", step), turnOf());
    expect(turn.steps).toEqual(others);
  });

  test("stays when a checkpoint brings none", () => {
    const turn = checkpointTurn(checkpointTurn(turnOf(), "A", stepOf(1)), "Ah", null);
    expect(turn.steps).toEqual([stepOf(1)]);
  });
});

describe("the parts of an answer", () => {
  const announced = announceStep(turnOf(), { kind: "send", part: 0 }, noonMs);

  test("are unknown from before the send until Telegram's answer", () => {
    expect(announced.sent).toEqual([{ part: 0, messageIds: null }]);
    expect(confirmPart(announced, sentPart(0, 7)).sent).toEqual([{ part: 0, messageIds: [7] }]);
  });

  test("are listed once each, however often they are sent", () => {
    const again = announceStep(
      confirmPart(announced, sentPart(0, 7)),
      { kind: "send", part: 1 },
      0,
    );
    expect(confirmPart(again, sentPart(1, 8)).sent).toEqual([
      { part: 0, messageIds: [7] },
      { part: 1, messageIds: [8] },
    ]);
    expect(announceStep(announced, { kind: "send", part: 0 }, 0).sent).toHaveLength(1);
  });

  test("that Telegram refused count as not sent, those it took stay", () => {
    const both = announceStep(confirmPart(announced, sentPart(0, 7)), { kind: "send", part: 1 }, 0);
    expect(withdrawUnconfirmed(both).sent).toEqual([{ part: 0, messageIds: [7] }]);
  });

  test("can be replaced where one was refused, without sending again what stands", () => {
    const both = announceStep(confirmPart(announced, sentPart(0, 7)), { kind: "send", part: 1 }, 0);
    const parts = [{ markdown: "A" }, { markdown: "h" }, { markdown: "oy" }];
    const replanned = replanParts(answerTurn(both, ahoy, noonMs), parts);
    expect(plannedParts(replanned)).toEqual(parts);
    expect(replanned.sent).toEqual([{ part: 0, messageIds: [7] }]);
  });
});
