/** What an engine for SVG takes and gives. */

export type PaintedSvg = {
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** A sentence for Claude. */
export type UnpaintedSvg = { readonly problem: string };

export interface SvgPainter {
  /** Rejects only where the engine fails. */
  paint(svg: string): Promise<PaintedSvg | UnpaintedSvg>;
}
