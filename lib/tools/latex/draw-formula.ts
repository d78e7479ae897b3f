/** LaTeX in, picture out, or what is wrong with it. Heavy: MathJax, its fonts and resvg come with this file. */
import { describeFault } from "./describe-fault.ts";
import { photoBytes, svgDepth } from "./limits.ts";
import { pictureSize } from "./picture-size.ts";
import { readSource } from "./read-source.ts";
import { survey } from "./survey.ts";
import { type Picture, svgToPng } from "./svg-to-png.ts";
import { type Outline, texToSvg } from "./tex-to-svg.ts";

export type Drawn = Picture | { readonly problem: string };

/** Rejects only where resvg or MathJax fails in a way nobody expected. */
export async function drawFormula(latex: string, dpi: number): Promise<Drawn> {
  const source = readSource(latex);
  if ("problem" in source) return source;
  const outline = await outlineOf(source.tex);
  if ("problem" in outline) return outline;
  const { depth, paintedEm2 } = survey(outline.elements, outline);
  if (depth > svgDepth) return { problem: tooDeep };
  const size = pictureSize({ ...outline, paintedEm2, dpi });
  if (size === null) return { problem: tooLarge };
  const picture = await svgToPng(outline, size);
  if (picture === null) return { problem: "There is nothing to be seen in it." };
  return picture.png.byteLength > photoBytes ? { problem: tooLarge } : picture;
}

async function outlineOf(tex: string): Promise<Outline | { readonly problem: string }> {
  try {
    const outline = await texToSvg(tex);
    if ("id" in outline) return { problem: describeFault(outline) };
    const unknown = [...outline.elements.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text);
    return unknown.length === 0 ? outline : { problem: noGlyphs(unknown) };
  } catch (thrown) {
    if (thrown instanceof RangeError) return { problem: tooDeep };
    // As MathJax words it for a range of glyphs that is not on board.
    if (!(thrown instanceof Error && /dynamic file/.test(thrown.message))) throw thrown;
    return { problem: noGlyphs(tex.match(/\P{ASCII}/gu) ?? []) };
  }
}

const tooDeep =
  "It is nested too deeply. Give inner parts names, and draw them in a second picture.";

const tooLarge =
  "It is too large for a picture that can be read. Break long lines with \\begin{aligned} … \\\\ … " +
  "\\end{aligned}, or split it into several pictures.";

/** `characters` hold at least one for which there is no glyph in the font it was asked in. */
function noGlyphs(characters: readonly (string | undefined)[]): string {
  const which = [...new Set(characters)].slice(0, 20).join(" ");
  return (
    `Not all of these characters can be drawn in their font: ${which}. Latin, Cyrillic and mathematics can, ` +
    "but no other scripts and no emoji, and no Cyrillic within \\textsf and \\texttt."
  );
}
