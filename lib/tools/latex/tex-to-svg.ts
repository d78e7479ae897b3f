/** TeX becomes glyph outlines: MathJax, on a document that exists for this formula only. */

import { MathJaxMhchemFontExtension } from "@mathjax/mathjax-mhchem-font-extension/js/svg.js";
import { MathJaxNewcmFont } from "@mathjax/mathjax-newcm-font/js/svg.js";
import type { LiteElement } from "@mathjax/src/js/adaptors/lite/Element.js";
import { liteAdaptor } from "@mathjax/src/js/adaptors/liteAdaptor.js";
import { RegisterHTMLHandler } from "@mathjax/src/js/handlers/html.js";
import { mathjax } from "@mathjax/src/js/mathjax.js";
import { SVG } from "@mathjax/src/js/output/svg.js";
import { serveFontRanges } from "./font-ranges.ts";
import { openTex, type TexFault } from "./tex-jax.ts";
import { unclipExtenders } from "./unclip-extenders.ts";

/** Lengths in thousandths of an em. */
export type Outline = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The elements within `<svg>`, well-formed XML. */
  readonly elements: string;
};

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
serveFontRanges();
// Without it the arrows of \ce are silently left out.
MathJaxNewcmFont.addExtension(MathJaxMhchemFontExtension);
// Fonts already loaded stay loaded; all that depends on a formula is in the document.
const output = new SVG({
  fontCache: "local",
  fontData: new MathJaxNewcmFont(),
  displayOverflow: "overflow",
  linebreaks: { inline: false },
});

const fullWidth: TexFault = {
  id: "FullWidth",
  message: "The layout fills the width of a page, and a picture has none",
  text: "",
  at: 0,
};

/** Rejects where a glyph range is not there, or the formula overruns the stack. */
export async function texToSvg(tex: string): Promise<Outline | TexFault> {
  let fault: TexFault | null = null;
  const convert = () => {
    fault = null;
    const input = openTex((found) => {
      fault ??= found;
    });
    const document = mathjax.document("", { InputJax: input, OutputJax: output });
    return document.convert(tex, { display: true, em: 16, ex: 8, containerWidth: 80 * 16 });
  };
  // Again from the start whenever a glyph range had to be loaded.
  const container: LiteElement = await mathjax.handleRetriesFor(convert);
  return fault ?? outlineOf(container);
}

function outlineOf(container: LiteElement): Outline | TexFault {
  const svg = adaptor.tags(container, "svg")[0];
  const box = svg === undefined ? null : boxOf(adaptor.getAttribute(svg, "viewBox"));
  if (svg === undefined || box === null) return fullWidth;
  unclipExtenders(adaptor, svg);
  // Not innerHTML: it leaves `<` as it is within attributes, which is no XML.
  const elements = adaptor.childNodes(svg).map((node) => adaptor.serializeXML(node as LiteElement));
  return { ...box, elements: elements.join("") };
}

/** Null for what fills a page's width, whatever that is: it has no size of its own. */
function boxOf(viewBox: unknown) {
  if (typeof viewBox !== "string") return null;
  const [left = Number.NaN, top = Number.NaN, width = Number.NaN, height = Number.NaN] = viewBox
    .split(" ")
    .map(Number);
  return { left, top, width, height };
}
