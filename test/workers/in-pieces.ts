/** Answers that Claude breaks off in the middle, until a test lets them go on with `release`. */
import type { Chat } from "./chat.ts";

/** Between the first two pieces it waits for the chat's tag, behind the second for `TAG 2`, and so on. */
export async function answerInPieces(chat: Chat, ...pieces: readonly string[]): Promise<void> {
  await chat.script(
    pieces.flatMap((text, index) => [
      ...(index === 0 ? [] : [{ type: "hold" as const, name: pauseOf(chat, index) }]),
      { type: "text" as const, text },
    ]),
  );
}

function pauseOf(chat: Chat, nth: number): string {
  return nth === 1 ? chat.tag : `${chat.tag} ${nth}`;
}
