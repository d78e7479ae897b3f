/** Holds the parser to its share: macros that double, loop or nest end as an error of TeX, not of the worker. */
import { HandlerType } from "@mathjax/src/js/input/tex/HandlerTypes.js";
import type { SubHandler } from "@mathjax/src/js/input/tex/MapHandler.js";
import type ParseOptions from "@mathjax/src/js/input/tex/ParseOptions.js";
import TexError from "@mathjax/src/js/input/tex/TexError.js";
import { parserDepth, parserSteps } from "./limits.ts";

/** `parsers` are the options of every parser that takes part in one formula: they share one count. */
export function countWork(parsers: readonly ParseOptions[]): void {
  let steps = 0;
  const step = (depth: number) => {
    steps += 1;
    if (steps > parserSteps) throw new TexError("TooMuchWork", "The formula expands into too much");
    if (depth > parserDepth) throw new TexError("TooDeep", "The formula is nested too deeply");
  };
  for (const options of parsers) beforeEachToken(options, () => step(options.parsers.length));
}

function beforeEachToken({ handlers }: ParseOptions, run: () => void): void {
  for (const kind of Object.values(HandlerType)) {
    // A parser of text has no environments, whatever the type says.
    const handler: SubHandler | undefined = handlers.get(kind);
    if (handler === undefined) continue;
    const parse = handler.parse.bind(handler);
    handler.parse = (input) => {
      run();
      return parse(input);
    };
  }
}
