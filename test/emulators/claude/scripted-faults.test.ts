/** Scripted faults, as the unmodified SDK sees them. */
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Step } from "./control.ts";
import { hello, type OpenClaude, openClaude } from "./open-claude.ts";
import { failureOf, play, rawStream, words } from "./scripted-answers.ts";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());
beforeEach(() => open.control.reset());

describe("faults", () => {
  test("an overloaded API answers 529", async () => {
    const error = { type: "overloaded_error" as const, message: "Overloaded" };
    const failure = await failureOf(play(open, [{ type: "http_error", status: 529, error }]));
    expect(failure).toBeInstanceOf(Anthropic.OverloadedError);
    expect(failure.type).toBe("overloaded_error");
  });

  test("a spend limit is told apart from a rate limit by its code and its missing retry-after", async () => {
    const type = "rate_limit_error" as const;
    const spent = {
      type,
      message: "Limit",
      details: { error_code: "enforced_spend_limit_reached" },
    };
    const headers = { "retry-after": "7" };
    const limited = { type, message: "Slow down" };
    const one = await failureOf(play(open, [{ type: "http_error", status: 429, error: spent }]));
    const two = await failureOf(
      play(open, [{ type: "http_error", status: 429, error: limited, headers }]),
    );
    expect([one.errorCode, one.headers?.get("retry-after")]).toEqual([
      "enforced_spend_limit_reached",
      null,
    ]);
    expect([two.errorCode, two.headers?.get("retry-after")]).toEqual([null, "7"]);
  });

  test("an error inside the 200 comes after exactly the deltas asked for", async () => {
    const error = { type: "overloaded_error" as const, message: "Overloaded" };
    await open.control.script({
      steps: [words],
      fault: { type: "error_event", afterDeltas: 2, error },
    });
    let text = "";
    const stream = open.client.messages.stream(hello()).on("text", (piece) => {
      text += piece;
    });
    const failure = await failureOf(stream.finalMessage());
    expect([failure.type, text]).toEqual(["overloaded_error", "Ahoy 🚢"]);
  });

  test("a body is cut at exactly the byte asked for, wherever that is", async () => {
    await open.control.script({ steps: [words] });
    const { bytes: whole } = await rawStream(open);
    for (let atByte = 0; atByte < whole.byteLength; atByte += 97) {
      await open.control.script({ steps: [words], fault: { type: "cut", atByte } });
      const { bytes, isBroken } = await rawStream(open);
      expect([bytes.byteLength, isBroken]).toEqual([atByte, true]);
    }
  });

  test("a stream may end cleanly without message_stop", async () => {
    await open.control.script({ steps: [words], fault: { type: "end_early" } });
    const { bytes, isBroken } = await rawStream(open);
    expect(isBroken).toBe(false);
    expect(bytes.toString()).toContain("event: message_delta");
    expect(bytes.toString()).not.toContain("message_stop");
  });

  test("an answer held before its first word sends nothing until released", async () => {
    await open.control.script({ steps: [{ type: "hold", name: "gate" }, words] });
    const answer = open.client.messages.stream(hello()).finalMessage();
    let [record] = await open.control.requests();
    while (record === undefined) [record] = await open.control.requests();
    expect(record.status).toBe(0);
    await open.control.release("gate");
    expect((await answer).stop_reason).toBe("end_turn");
  });

  test("a stalled answer pings until the client gives up, and that is on record", async () => {
    await open.control.script({ steps: [words, { type: "hold", name: "never", pingEveryMs: 1 }] });
    const response = await open.client.messages.create({ ...hello(), stream: true }).asResponse();
    let body = "";
    for await (const chunk of response.body ?? []) {
      body += Buffer.from(chunk).toString();
      if ((body.match(/event: ping/g) ?? []).length > 3) break;
    }
    let [record] = await open.control.requests();
    while (record?.endedAtMs === undefined) [record] = await open.control.requests();
    expect(record).toMatchObject({ aborted: true, status: 200 });
    expect(body).not.toContain("message_delta");
  });
});

test("a script with an error that could never be sent is turned down", async () => {
  const error = { type: "api_error" as const, message: "Internal" };
  const steps: Step[] = [words, { type: "http_error", status: 500, error }];
  await expect(open.control.script({ steps })).rejects.toThrow("before http_error");
});

test("an error may be held like an answer", async () => {
  const error = { type: "api_error" as const, message: "Internal" };
  const failure = failureOf(
    play(open, [
      { type: "hold", name: "gate" },
      { type: "http_error", status: 500, error },
    ]),
  );
  await open.control.release("gate");
  expect((await failure).status).toBe(500);
});
