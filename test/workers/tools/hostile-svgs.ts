/** SVGs that are not worth the worker's life (F78), and what Claude is told of each. */

export type HostileSvg = readonly [what: string, source: string, told: RegExp];

export const svg = (inner: string, size = 'width="100" height="80"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size}>${inner}</svg>`;

const tooMuch = /too much time or memory/;
const invalid = /not valid SVG/;

const nested = (levels: number, use: (inner: string) => string) =>
  Array.from(
    { length: levels },
    (_, n) => `<g id="g${n + 1}">${use(`#g${n}`).repeat(10)}</g>`,
  ).join("");

export const hostileSvgs: readonly HostileSvg[] = [
  ["no XML", "tide", invalid],
  ["cut off", "<svg", invalid],
  ["empty", "", invalid],
  ["no size at all", svg("", 'width="0" height="0"'), /not valid SVG|cannot be drawn/],
  ["a line without height", svg("", 'width="1000000" height="0.001"'), /cannot be drawn|not valid/],
  [
    "a billion laughs",
    "<!DOCTYPE svg [<!ENTITY a0 " +
      `"ha">${Array.from({ length: 12 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join("")}]>${svg("<text>&a12;</text>")}`,
    /not valid SVG|too much/,
  ],
  [
    "uses of uses of uses",
    svg(
      `<defs><rect id="g0" width="9" height="9"/>${nested(9, (id) => `<use xlink:href="${id}"/>`)}</defs><use xlink:href="#g9"/>`,
    ),
    tooMuch,
  ],
  [
    "blurs upon blurs",
    svg(
      `<filter id="f">${'<feGaussianBlur stdDeviation="500"/>'.repeat(20_000)}</filter><rect width="100" height="80" filter="url(#f)"/>`,
      'width="2000" height="2000"',
    ),
    tooMuch,
  ],
  [
    "noise",
    svg(
      `<filter id="f">${'<feTurbulence numOctaves="100" baseFrequency="0.9"/>'.repeat(30)}</filter><rect ` +
        `width="2000" height="2000" filter="url(#f)"/>`,
      'width="2000" height="2000"',
    ),
    tooMuch,
  ],
  [
    "a single cloud, finely drawn",
    svg(
      '<filter id="f"><feTurbulence numOctaves="4" baseFrequency="0.9"/></filter><rect width="2000" height="2000" filter="url(#f)"/>',
      'width="2000" height="2000"',
    ),
    tooMuch,
  ],
  [
    "hundreds of layers",
    svg(
      `${'<g opacity="0.5">'.repeat(300)}<rect width="2000" height="2000"/>${"</g>".repeat(300)}`,
      'width="2000" height="2000"',
    ),
    tooMuch,
  ],
  [
    "25 000 circles over each other",
    svg(
      '<circle cx="1000" cy="1000" r="999" fill-opacity="0.1"/>'.repeat(25_000),
      'width="2000" height="2000"',
    ),
    tooMuch,
  ],
  ["depth", svg(`${"<g>".repeat(50_000)}${"</g>".repeat(50_000)}`), /not valid SVG|too much/],
  ["more than two million characters", svg(" ".repeat(2_000_001)), /too long/],
];
