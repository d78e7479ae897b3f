/** What Claude is told where no picture came, and what it can do about it. */
import type { DrawingProblem, Drawn } from "./image-engine.ts";

export function drawingAdvice(drawn: Exclude<Drawn, { kind: "picture" }>): string {
  if (drawn.kind === "failed")
    return `No picture was made, nothing is charged. ${words[drawn.reason]}`;
  const reason = drawn.reason.slice(0, 500);
  return (
    `No picture was made, nothing is charged: the engine refused (${reason}). ` +
    "If a milder wording keeps what the person wants, try that once; " +
    "else tell them that this cannot be drawn."
  );
}

const words: Readonly<Record<DrawingProblem, string>> = {
  busy: "The engine is overloaded. Try once more; if that fails too, ask the person to try again in a few minutes.",
  unavailable: "The engine did not answer. Try once more; if that fails too, tell the person.",
  timeout:
    "The engine took too long. Try once more with a smaller size or a simpler picture, or tell the person.",
  rejected:
    "The engine does not accept the request, and will not accept it again. Tell the person that pictures do not work just now.",
  malformed:
    "What the engine sent is no picture. Try once more; if that fails too, tell the person.",
  too_large: "The picture is too large to be passed on. Try once more with a smaller size.",
};
