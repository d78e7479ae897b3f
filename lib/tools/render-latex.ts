/** render_latex: a formula as a picture, for free. */
import * as z from "zod";
import type { Tool } from "./tool.ts";
import { refusal, textBlock } from "./tool-answer.ts";

const input = z.object({
  latex: z
    .string()
    .describe(
      "One formula in LaTeX math, without $ around it; several lines in \\begin{aligned} … \\end{aligned}, " +
        "words in \\text{…} (Cyrillic too). At most 4000 characters.",
    ),
  dpi: z
    .int()
    .min(150)
    .max(300)
    .catch(200)
    .default(200)
    .describe("Resolution, 150 to 300; 200 unless the person wants it larger or smaller."),
});

export const renderLatex: Tool<z.infer<typeof input>> = {
  name: "render_latex",
  description:
    "Draws a LaTeX formula and sends the person the picture (PNG) at once. " +
    "Ordinary formulas you write into your answer with $…$ or $$…$$, Telegram shows them; " +
    "use this when a picture is asked for, or when the formula is too elaborate for a chat: large matrices, " +
    "long derivations, chemistry with \\ce{…}. Known: amsmath, amssymb, mathtools, mhchem, cancel, color, " +
    "braket. Not TikZ, not tables of text, not whole documents.",
  input,
  paid: false,
  async run({ latex, dpi }, { signal }) {
    // Three megabytes of code and glyphs: evaluated when the first formula comes.
    const { drawFormula } = await import("./latex/draw-formula.ts");
    signal.throwIfAborted();
    const drawn = await drawFormula(latex, dpi);
    if ("problem" in drawn) return refusal(`The formula was not drawn. ${drawn.problem}`);
    const { png, widthPx, heightPx } = drawn;
    const made =
      `The formula was drawn (${widthPx} × ${heightPx} pixels, ${dpi} dpi) and is shown to the person as a ` +
      "photo, formula.png. Do not repeat it in your answer.";
    return {
      content: [textBlock(made)],
      isError: false,
      files: [{ fileName: "formula.png", mimeType: "image/png", bytes: png }],
    };
  },
};
