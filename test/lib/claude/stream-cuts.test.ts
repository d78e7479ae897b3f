import { afterAll, beforeAll, expect, test } from "vitest";
import { buildRequest } from "../../../lib/claude/build-request.ts";
import type { Step } from "../../emulators/claude/control.ts";
import { listen, type StandIn, saying, startStandIn } from "./listen.ts";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.stop());

const answer = "Ahoy 🚢";
const steps: Step[] = [{ type: "text", text: answer, deltaChars: 3 }];
/** Every cut has a prompt of its own, all of one length. */
const promptOf = (cut: number) => `#${String(cut).padStart(5, "0")}#`;

async function streamBytes(): Promise<number> {
  await standIn.control.script({ steps });
  const body = { ...buildRequest(saying(promptOf(99_999))), stream: true };
  const response = await standIn.client.post("/v1/messages", { body }).asResponse();
  return (await response.arrayBuffer()).byteLength;
}

test("wherever the line is cut, nothing is taken for a whole answer that is not, and no word is made up", async () => {
  const totalBytes = await streamBytes();
  const cuts = Array.from({ length: totalBytes + 1 }, (_, atByte) => atByte);
  const firstEnd: number[] = [];
  let heardSomething = 0;

  const check = async (atByte: number) => {
    await standIn.control.script({
      steps,
      match: promptOf(atByte),
      fault: { type: "cut", atByte },
    });
    const heard = await listen(standIn.client, saying(promptOf(atByte)));
    expect(answer.startsWith(heard.text), `cut at ${atByte}`).toBe(true);
    if (heard.text !== "") heardSomething += 1;
    if (heard.end) {
      firstEnd.push(atByte);
      expect(heard.text).toBe(answer);
      return;
    }
    expect(heard.error?.code, `cut at ${atByte}`).toMatch(/^claude_(stream_broken|unreachable)$/);
    expect(heard.error?.retry.kind).toBe("later");
  };

  const lanes = Array.from({ length: 8 }, async () => {
    for (let next = cuts.shift(); next !== undefined; next = cuts.shift()) await check(next);
  });
  await Promise.all(lanes);

  // Only the blank line behind the last event may be missing from a whole answer.
  expect(Math.min(...firstEnd)).toBeGreaterThanOrEqual(totalBytes - 2);
  expect(heardSomething).toBeGreaterThan(totalBytes / 4);
}, 30_000);
