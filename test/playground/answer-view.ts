/** Prints an answer while it grows: each frame is the whole text so far, and may rewrite what stood before. */

export interface AnswerView {
  frame(text: string): void;
  /** The finished text of one message; the next frame begins another. */
  final(text: string): void;
}

type Write = (text: string) => void;

/** On a terminal: appends where the text only grew, redraws where it changed. */
export function terminalView(write: Write, columns: () => number): AnswerView {
  let shown = "";
  const show = (text: string) => {
    write(text.startsWith(shown) ? text.slice(shown.length) : erase(shown, columns()) + text);
    shown = text;
  };
  return {
    frame: show,
    final: (text) => {
      show(text);
      write("\n");
      shown = "";
    },
  };
}

/** Back to where `shown` began, and everything after it gone (ECMA-48 CUU and ED). */
function erase(shown: string, columns: number): string {
  const rows = shown.split("\n").map((line) => Math.max(1, Math.ceil(line.length / columns)));
  const up = rows.reduce((sum, count) => sum + count, 0) - 1;
  return `${up > 0 ? `\u001b[${up}A` : ""}\r\u001b[J`;
}

/**
 * Into a pipe nothing can be taken back: only text that two frames agree on is written, and where
 * the answer was rewritten all the same, it is written once more in full.
 */
export function pipeView(write: Write): AnswerView {
  let previous = "";
  let written = "";
  return {
    frame: (text) => {
      const settled = commonStart(previous, text);
      previous = text;
      if (!settled.startsWith(written)) return;
      write(settled.slice(written.length));
      written = settled;
    },
    final: (text) => {
      write(text.startsWith(written) ? text.slice(written.length) : `\n${text}`);
      write("\n");
      previous = "";
      written = "";
    },
  };
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}
