/** One person whose turn will be cut off: what they ask, what Claude is to say, and what they got. */
import type { Script } from "../emulators/claude/control.ts";
import type { RecordedCall } from "../emulators/telegram/control.ts";
import type { CrashWorld } from "./crash-world.ts";

export type Passenger = {
  readonly chatId: number;
  readonly threadId: string;
  /** A word nobody else says: what belongs to this chat is known by it. */
  readonly tag: string;
};

/** A real message of the bot: its words, or the name of its file. */
export type Arrived = { readonly what: string; readonly atMs: number };

/** Slow enough that the words grow on the screen before they are whole: drafts come once a second. */
const slow = { deltaChars: 6, delayMs: 300 };

export const introOf = ({ tag }: Passenger) => `${tag} first asks the harbour master for it.`;
export const fileOf = ({ tag }: Passenger) => `${tag}.txt`;
export const outroOf = ({ tag }: Passenger) => `There it is, ${tag}, as promised.`;

export async function board(world: CrashWorld): Promise<Passenger> {
  const chatId = await world.newChat();
  return { chatId, threadId: `${chatId}:0:${chatId}`, tag: `tag${chatId}` };
}

export const questionOf = ({ tag }: Passenger) => `${tag} asks for a file`;
export const nextOf = ({ tag }: Passenger) => `${tag} wants more`;
export const nextAnswerOf = ({ tag }: Passenger) => `${tag} goes on.`;

/** Claude says the same however often it is asked; how it says it is the plan's, as often as the plan is to happen. */
export async function scriptTurn(
  world: CrashWorld,
  passenger: Passenger,
  plan: ClaudePlan | null,
): Promise<void> {
  const { tag, chatId } = passenger;
  const input = { say: tag, file: fileOf(passenger) };
  const call: Step = { type: "tool_use", name: "echo", input };
  const steps = [
    { match: questionOf(passenger), words: introOf(passenger), rest: [call] },
    { match: `echo: ${tag}`, words: outroOf(passenger), rest: [] },
  ];
  for (const [index, { match, words, rest }] of steps.entries()) {
    if (plan?.step === index + 1) {
      const said = plannedWords(plan.manner, words, `hold ${chatId}`);
      await world.claude.script({ match, times: plan.times, steps: [...said, ...rest] });
    }
    await world.claude.script({
      match,
      times: 10,
      steps: [{ type: "text", text: words }, ...rest],
    });
  }
  const next: Step = { type: "text", text: nextAnswerOf(passenger) };
  await world.claude.script({ match: nextOf(passenger), steps: [next] });
}

type Step = Script["steps"][number];

export type ClaudePlan = {
  readonly step: 1 | 2;
  /** Nothing before it is let go; slowly; or slowly and never to the end. */
  readonly manner: "held" | "slow" | "endless";
  readonly times: number;
};

function plannedWords(manner: ClaudePlan["manner"], words: string, name: string): readonly Step[] {
  const hold: Step = { type: "hold", name };
  if (manner === "held") return [hold, { type: "text", text: words }];
  if (manner === "slow") return [{ type: "text", text: words, ...slow }];
  return [{ type: "text", text: words.slice(0, -4), ...slow }, hold];
}

/** What this person got, in order. */
export function arrivedOf(
  { chatId }: Passenger,
  calls: readonly RecordedCall[],
): readonly Arrived[] {
  return calls
    .filter(({ params }) => Number(params.chat_id) === chatId)
    .flatMap(({ method, params, atMs }) => {
      if (method === "sendRichMessage")
        return [{ what: (params.rich_message as { markdown: string }).markdown, atMs }];
      if (method === "sendMessage") return [{ what: String(params.text), atMs }];
      if (method === "sendDocument") return [{ what: fileNameIn(params), atMs }];
      return [];
    });
}

/** An upload travels as a field of its own, whatever that is called. */
function fileNameIn(params: RecordedCall["params"]): string {
  const files = Object.values(params).filter(
    (value) => typeof value === "object" && value !== null,
  );
  return files.flatMap((file) => ("name" in file ? [String(file.name)] : [])).join();
}
