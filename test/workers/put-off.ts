/** Calls that Telegram puts off: it has heard too many. */
import { expect } from "vitest";
import { type Chat, eventually } from "./chat.ts";

export const tooMany = (seconds: number) =>
  ({
    kind: "error",
    code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    retryAfterSeconds: seconds,
  }) as const;

/** Resolves when Claude has said its last word and Telegram has not taken the message yet. */
export async function waitsWithAnswer(chat: Chat, answer: string): Promise<void> {
  await chat.fault("sendRichMessage", tooMany(1));
  await chat.script([{ type: "text", text: answer }]);
  await chat.say(`${chat.tag} hello`);
  await eventually(async () =>
    expect(await chat.calls("sendRichMessage")).toMatchObject([{ ok: false }]),
  );
}
