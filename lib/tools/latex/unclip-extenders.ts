/** Long brackets without a viewport of their own: resvg aborts for good at one that lies outside the picture. */
import type { LiteElement } from "@mathjax/src/js/adaptors/lite/Element.js";
import type { LiteAdaptor } from "@mathjax/src/js/adaptors/liteAdaptor.js";

/**
 * MathJax fills the middle of a long bracket with a glyph stretched to 1.5 times the gap, and cuts it by a nested
 * `<svg>`. That glyph is the same all along, so that stretched to just the gap it needs no cut.
 */
export function unclipExtenders(adaptor: LiteAdaptor, svg: LiteElement): void {
  for (const viewport of adaptor.tags(svg, "svg").filter((found) => found !== svg)) {
    const [glyph] = adaptor.childNodes(viewport) as LiteElement[];
    if (glyph === undefined) continue;
    const number = (name: string) => Number(adaptor.getAttribute(viewport, name));
    const [, viewTop = 0] = numbersIn(adaptor.getAttribute(viewport, "viewBox"));
    const [across = 1, up = 1] = numbersIn(adaptor.getAttribute(glyph, "transform"));
    const isUpright = across === 1;
    // Stretched by 1.5, a quarter of the gap stands over at either end: so deep does the glyph reach.
    const depth = (number("height") / 4 - viewTop) / overshoot;
    const place = isUpright
      ? `translate(${number("x")},${number("y") + depth}) scale(1,${up / overshoot})`
      : `translate(${number("x")},0) scale(${across / overshoot},1)`;
    adaptor.setAttribute(glyph, "transform", place);
    adaptor.replace(glyph, viewport);
  }
}

const overshoot = 1.5;

function numbersIn(attribute: unknown): number[] {
  return (
    String(attribute)
      .match(/-?[\d.]+/g)
      ?.map(Number) ?? []
  );
}
