/** SVG to PNG in its sandbox: pictures that are drawn, and such as are not worth the worker's life (F78). */
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { Env } from "../../../functions/env.ts";
import { pythonEngine } from "../../../functions/python-engine.ts";
import { currentPrices } from "../../../lib/billing/prices.ts";
import { decodePng } from "../../support/decode-png.ts";
import { hostileSvgs, svg } from "./hostile-svgs.ts";

const painter = pythonEngine(env as unknown as Env, currentPrices)?.painter;

async function paint(svg: string) {
  const painted = await painter?.paint(svg);
  if (painted === undefined) throw new Error("no painter");
  return painted;
}

async function picture(svg: string) {
  const painted = await paint(svg);
  if ("problem" in painted) throw new Error(painted.problem);
  const pixels = await decodePng(painted.png);
  return { ...pixels, dark: pixels.shades.filter((shade) => shade < 128).length };
}

test("small pictures are drawn larger, large ones smaller, on white", async () => {
  const small = await picture(svg('<rect width="50" height="80"/>'));
  expect([small.width, small.height]).toEqual([150, 120]);
  expect(small.dark / (150 * 120)).toBeCloseTo(0.5, 2);
  const large = await picture(svg('<rect width="1" height="1"/>', 'width="20000" height="10000"'));
  expect([large.width, large.height, large.dark]).toEqual([1600, 800, 0]);
});

test("its one font stands for every other, in bold too", async () => {
  const words = (style: string) =>
    picture(svg(`<text x="5" y="50" font-size="40" ${style}>Ferry</text>`)).then(
      ({ dark }) => dark,
    );
  const [plain, serif, bold] = [
    await words('font-family="sans-serif"'),
    await words('font-family="Times, serif"'),
    await words('font-weight="bold"'),
  ];
  expect(plain).toBeGreaterThan(200);
  expect(serif).toBe(plain);
  expect(bold).toBeGreaterThan(plain * 1.2);
});

describe("is refused, in a sentence", () => {
  test.each(hostileSvgs)("%s", async (_what, source, told) => {
    const painted = await paint(source);
    expect(painted).toEqual({ problem: expect.stringMatching(told) });
  });
});

describe("is drawn without what lies outside of it", () => {
  test.each([
    [
      "a picture of the web",
      '<image xlink:href="http://127.0.0.1:1/x.png" width="100" height="80"/>',
    ],
    ["a file", '<image xlink:href="file:///etc/passwd" width="100" height="80"/>'],
    ["a style sheet", '<style>@import url("http://127.0.0.1:1/x.css");</style>'],
    ["a script", '<script>fetch("http://127.0.0.1:1/")</script>'],
    ["a page within", "<foreignObject><p>tide</p></foreignObject>"],
    ["itself", '<g id="g"><use xlink:href="#g"/></g>'],
    [
      "a pattern of itself",
      '<pattern id="p" width="9" height="9"><rect width="9" height="9" fill="url(#p)"/></pattern><rect ' +
        'width="100" height="80" fill="url(#p)" fill-opacity="0"/>',
    ],
  ])("%s", async (_what, inner) => {
    const { width, dark } = await picture(svg(inner));
    expect([width, dark]).toEqual([150, 0]);
  });
});
