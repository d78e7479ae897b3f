/** What the outlines ask of the painter, seen before it begins, because it cannot be stopped. */

export type Survey = {
  /** Elements within elements, at the deepest place. */
  readonly depth: number;
  /** What is painted over and over, in squares of an em; letters are too small to count. */
  readonly paintedEm2: number;
};

const tag = /<(\/?)([\w:]+)([^>]*?)(\/?)>/g;

/** `elements` as an XML serializer writes them: every `>` within attributes is escaped. */
export function survey(elements: string, view: { width: number; height: number }): Survey {
  const viewEm2 = (view.width * view.height) / 1e6;
  let [depth, deepest, paintedEm2] = [0, 0, 0];
  // The shapes of the letters come first; they are only painted where they are used.
  const drawn = elements.slice(elements.indexOf("</defs>") + "</defs>".length);
  for (const [, end, name = "", attributes = "", empty] of drawn.matchAll(tag)) {
    if (end !== "") depth -= 1;
    else if (empty === "") deepest = Math.max(deepest, ++depth);
    if (end === "") paintedEm2 += paintedBy(name, attributes, viewEm2);
  }
  return { depth: deepest, paintedEm2 };
}

function paintedBy(name: string, attributes: string, viewEm2: number): number {
  if (name === "rect")
    return Math.min(lengthOf("width", attributes) * lengthOf("height", attributes), viewEm2);
  // A line or a ring across the picture takes about half the time of filling it.
  return ["line", "path", "polygon", "ellipse"].includes(name) ? viewEm2 / 2 : 0;
}

function lengthOf(name: string, attributes: string): number {
  return Number(new RegExp(` ${name}="([\\d.]+)"`).exec(attributes)?.[1] ?? 0) / 1000;
}
