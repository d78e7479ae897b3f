/** execute_python: Claude's own programs, run in a sandbox. */
import * as z from "zod";
import type { NanoUsd } from "../model/money.ts";
import { readInputs } from "./python/input-files.ts";
import { defaultTimeoutS, inputCount, longestTimeoutS, sourceChars } from "./python/limits.ts";
import { pyodideManual } from "./python/manual.ts";
import { type MimeTypeOf, outputsOf } from "./python/output-files.ts";
import type { PythonRunner } from "./python/python-runner.ts";
import { tellRun } from "./python/tell-run.ts";
import type { SvgPainter } from "./svg/svg-painter.ts";
import type { Tool } from "./tool.ts";
import { refusal, textBlock } from "./tool-answer.ts";

export type PythonEngine = {
  /** What Claude is told of it; the same for every call of a deployment (P7). */
  readonly manual: string;
  readonly runner: PythonRunner;
  readonly painter: SvgPainter;
  readonly mimeTypeOf: MimeTypeOf;
  readonly priceOf: (runMs: number) => NanoUsd;
};

const input = z.object({
  code: z
    .string()
    .min(1)
    .max(sourceChars)
    .describe("A whole Python program. Print what you want to see."),
  files: z
    .array(
      z.object({
        file_id: z.string().describe("Its id, from the list of files."),
        name: z
          .string()
          .min(1)
          .optional()
          .describe("What open() calls it; its own name unless given."),
      }),
    )
    .max(inputCount)
    .default([])
    .describe("Files the program reads; they lie in its working directory. 10 MB in all."),
  timeout: z
    .number()
    .min(1)
    .catch(longestTimeoutS)
    .transform((seconds) => Math.min(seconds, longestTimeoutS))
    .default(defaultTimeoutS)
    .describe(
      `Seconds it may compute, at most ${longestTimeoutS}; ${defaultTimeoutS} unless given.`,
    ),
});

/** Null where the bot has no engine: the tool stays listed, and says so. */
export function executePython(engine: PythonEngine | null): Tool<z.infer<typeof input>> {
  return {
    name: "execute_python",
    description: engine?.manual ?? pyodideManual,
    input,
    paid: true,
    ...(engine && { estimateNanoUsd: ({ timeout }) => engine.priceOf(timeout * 1000) }),
    async run({ code, files, timeout }, context) {
      if (engine === null) return refusal(notConfigured);
      const inputs = await readInputs(files, context.files);
      if ("problem" in inputs) return refusal(`Nothing was run. ${inputs.problem}`);
      const job = { source: code.toWellFormed(), files: inputs, timeoutMs: timeout * 1000 };
      const run = await engine.runner.run(job, context.signal);
      const outputs = await outputsOf(run, engine);
      return {
        content: [textBlock(tellRun(run, outputs.notes))],
        isError: run.exitCode !== 0 || run.end !== "exited",
        files: [],
        outputFiles: outputs.files,
        cost: {
          amountNanoUsd: engine.priceOf(run.runMs),
          note: `Python, ${Math.ceil(run.runMs)} ms`,
        },
      };
    },
  };
}

const notConfigured =
  "Python is not set up on this bot: its operator has left out the worker loader. Nothing was run, " +
  "and another call will not help. Calculate by yourself and say that you did, " +
  "or tell the person that this bot cannot run programs.";
