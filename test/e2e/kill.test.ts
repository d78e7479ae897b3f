/** The real worker under `wrangler dev`, killed where it hurts: nothing accepted is lost, nothing is answered twice. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Stack, startStack } from "../playground/stack.ts";
import { openPerson, type Person } from "./person.ts";

let stack: Stack;
let ada: Person;

beforeEach(async () => {
  stack = await startStack({ vars: { FLUSH_RESEND_AFTER_MS: "2000" } });
  ada = openPerson(stack);
});

afterEach(() => stack.stop());

test("killed right after the acknowledgement, it answers without new traffic once it is back", async () => {
  await ada.say("are you there?");
  await ada.acknowledged("are you there?");
  await stack.worker.kill();
  expect(await ada.answers()).toEqual([]);

  await stack.worker.restart();
  expect(await ada.answered(1)).toHaveLength(1);
  expect(await ada.claude.requests()).toHaveLength(1);
});

test("killed while words are on the screen, it keeps them, says that they were cut off, and asks Claude no more", async () => {
  await ada.claude.script({
    steps: [
      { type: "text", text: "Once upon a time there was a ferry", deltaChars: 5 },
      { type: "hold", name: "middle" },
      { type: "text", text: " that never arrived." },
    ],
  });
  await ada.say("tell me a story");
  await ada.sawDraft("Once upon a time");
  await stack.worker.kill();
  await stack.worker.restart();

  const [answer] = await ada.answered(1);
  expect(answer).toMatch(/^Once upon a time[\s\S]*cut off here/);
  expect(await ada.claude.requests()).toHaveLength(1);

  await ada.say("go on");
  await ada.answered(2);
  const [, next] = await ada.claude.requests();
  expect(next?.status).toBe(200);
  expect(JSON.stringify(next?.body)).toContain("cut off here");
});

test("killed between the queue and Postgres, the rows still arrive, each once", async () => {
  await ada.say("remember this");
  await ada.answered(1);
  await stack.worker.kill();
  expect(await ada.storedMessages()).toEqual([]);

  await stack.worker.restart();
  const stored = await ada.stored(2);
  expect(stored.map(({ role }) => role)).toEqual(["user", "assistant"]);
  expect(stored[0]?.text).toBe("remember this");
  const [turns] = await ada.sql`select count(*)::int as count, min(outcome) as outcome from turns`;
  expect(turns).toEqual({ count: 1, outcome: "answered" });
});

test("stopped within a moment of the answer, it goes on from there after the next start", async () => {
  await ada.say("my boat is called Heron");
  await ada.answered(1);
  await stack.worker.restart();
  await ada.say("what did I say before?");
  const answers = await ada.answered(2);
  expect(answers[1]).toContain("my boat is called Heron");
});
