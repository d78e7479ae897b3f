/** How a growing answer looks on a terminal and in a pipe. */
import { describe, expect, test } from "vitest";
import { type AnswerView, pipeView, terminalView } from "./answer-view.ts";

function printed(
  open: (write: (text: string) => void) => AnswerView,
  act: (view: AnswerView) => void,
) {
  const pieces: string[] = [];
  act(open((text) => pieces.push(text)));
  return pieces.filter((piece) => piece !== "");
}

const onTerminal = (act: (view: AnswerView) => void) =>
  printed((write) => terminalView(write, () => 10), act);
const intoPipe = (act: (view: AnswerView) => void) => printed(pipeView, act);

describe("on a terminal", () => {
  test("a growing answer prints only what is new", () => {
    const pieces = onTerminal((view) => {
      view.frame("Good");
      view.frame("Good morning");
      view.final("Good morning.");
    });
    expect(pieces).toEqual(["Good", " morning", ".", "\n"]);
  });

  test("a rewritten answer replaces what stood there, wrapped lines included", () => {
    const pieces = onTerminal((view) => {
      view.frame("twelve chars\nend");
      view.final("new");
    });
    expect(pieces).toEqual(["twelve chars\nend", "\u001b[2A\r\u001b[Jnew", "\n"]);
  });

  test("the next message does not touch the one before", () => {
    const pieces = onTerminal((view) => {
      view.final("one");
      view.final("two");
    });
    expect(pieces.join("")).toBe("one\ntwo\n");
  });
});

describe("in a pipe", () => {
  test("the whole answer comes out once, in pieces while it grows", () => {
    const pieces = intoPipe((view) => {
      view.frame("Good");
      view.frame("Good morning");
      view.frame("Good morning to all");
      view.final("Good morning to all of you");
    });
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join("")).toBe("Good morning to all of you\n");
  });

  test("a frame's unfinished end that the next one rewrites is never printed", () => {
    const pieces = intoPipe((view) => {
      view.frame("a **bo**");
      view.frame("a **bold** wo");
      view.final("a **bold** word");
    });
    expect(pieces.join("")).toBe("a **bold** word\n");
  });

  test("an answer rewritten from its start is printed in full at the end", () => {
    const pieces = intoPipe((view) => {
      view.frame("first try");
      view.frame("first try");
      view.frame("second");
      view.final("second try");
    });
    expect(pieces.join("")).toBe("first try\nsecond try\n");
  });
});
