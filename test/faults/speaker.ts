/** A person of the soak: says something by chance, in one breath or two, and waits until something comes back. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Script } from "../emulators/claude/control.ts";
import type { CrashWorld } from "./crash-world.ts";
import type { Passenger } from "./passenger.ts";

const thinkingMs = 2500;

type Step = Script["steps"][number];

/** Gives what was said, each message different from all others. */
export function speaker(
  world: CrashWorld,
  passenger: Passenger,
  random: () => number,
): () => Promise<readonly string[]> {
  const { chatId, tag } = passenger;
  let count = 0;

  async function prepare(): Promise<string> {
    count += 1;
    const question = `${tag} asks ${count}.`;
    const words = `${tag} hears answer ${count}. `.repeat(1 + Math.floor(random() * 4)).trim();
    const pace = random() < 0.5 ? {} : { deltaChars: 8, delayMs: Math.floor(random() * 150) };
    const text: Step = { type: "text", text: words, ...pace };
    const { script } = world.claude;
    // First the answer to the result: that quotes the question.
    await script({ match: `echo: ${question}`, times: 10, steps: [text] });
    await script({ match: question, times: 10, steps: [text, ...calls(question)] });
    return question;
  }

  function calls(say: string): readonly Step[] {
    const chance = random();
    if (chance < 0.5) return [];
    const input = chance < 0.75 ? { say } : { say, file: `${tag}.txt` };
    return [{ type: "tool_use", name: "echo", input }];
  }

  return async () => {
    const questions = [await prepare()];
    if (random() < 0.2) questions.push(await prepare());
    const answered = world.nextMessage(chatId);
    for (const question of questions) await world.say(chatId, question);
    await answered;
    // Who thinks for a moment hears the rest of the answer; who does not speaks into it.
    await sleep(random() * thinkingMs);
    return questions;
  };
}
