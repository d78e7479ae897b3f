/** markdown-it gives a flat run of opening and closing tokens; a tree is easier to read. */
import type { Token } from "markdown-it";

export type TokenNode = {
  readonly token: Token;
  readonly children: readonly TokenNode[];
};

/** `…_open` tokens become nodes that hold what stands before their `…_close`. */
export const tokenTree = (tokens: readonly Token[]): TokenNode[] => {
  const roots: TokenNode[] = [];
  const levels: TokenNode[][] = [roots];
  for (const token of tokens) {
    if (token.nesting < 0) {
      if (levels.length > 1) levels.pop();
      continue;
    }
    const children: TokenNode[] = [];
    levels.at(-1)?.push({ token, children });
    if (token.nesting > 0) levels.push(children);
  }
  return roots;
};
