/** render_latex as a turn calls it, in the runtime it is made for: MathJax, fonts and resvg's WebAssembly. */
import { describe, expect, test } from "vitest";
import type { ToolResult } from "../../../lib/model/tool.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { renderLatex } from "../../../lib/tools/render-latex.ts";
import { openToolbox } from "../../../lib/tools/toolbox.ts";
import { decodePng } from "../../support/decode-png.ts";
import { toolContext } from "../../support/tool-context.ts";
import { hostileFormulas, wrongFormulas } from "./formulas.ts";

const failures: string[] = [];
const toolbox = openToolbox(
  [renderLatex],
  createLog({ out: () => {}, err: (line) => void failures.push(line) }),
);

async function render(latex: string, options = {}): Promise<ToolResult> {
  const call = { toolUseId: "toolu_1", name: "render_latex", input: { latex, ...options } };
  const result = await toolbox.run(call, toolContext());
  // What nobody expected would be told to Claude as advice, too.
  expect(failures).toEqual([]);
  return result;
}

function textOf({ content }: ToolResult): string {
  return content.map(({ text }) => text).join();
}

async function pictureOf(latex: string, options = {}) {
  const result = await render(latex, options);
  expect(textOf(result)).toMatch(/was drawn/);
  expect(result).toMatchObject({
    isError: false,
    files: [{ fileName: "formula.png", mimeType: "image/png" }],
  });
  const bytes = result.files[0]?.bytes ?? new Uint8Array();
  const { width, height, shades } = await decodePng(bytes);
  expect(textOf(result)).toContain(`${width} × ${height} pixels`);
  const dark = shades.filter((shade) => shade < 128).length;
  return {
    width,
    height,
    dark,
    text: textOf(result),
    base64: btoa(String.fromCharCode(...bytes)),
    shades,
  };
}

describe("a formula becomes a picture", () => {
  test("dark on white, with air around", async () => {
    const { width, height, dark, shades } = await pictureOf("\\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}");
    expect(width).toBeGreaterThan(height);
    expect(dark).toBeGreaterThan(500);
    expect(dark).toBeLessThan((width * height) / 4);
    const border = [...shades.keys()].filter((at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      return Math.min(x, y, width - 1 - x, height - 1 - y) < 10;
    });
    expect(border.filter((at) => shades[at] !== 255)).toEqual([]);
  });

  test("as large as the resolution says; one that is not allowed counts as none", async () => {
    const latex = "\\sum_{n=1}^{\\infty} \\frac{1}{n^2} = \\frac{\\pi^2}{6}";
    const [usual, small, large, silly] = await Promise.all([
      pictureOf(latex),
      pictureOf(latex, { dpi: 150 }),
      pictureOf(latex, { dpi: 300 }),
      pictureOf(latex, { dpi: 100_000 }),
    ]);
    expect(small.width / usual.width).toBeCloseTo(0.75, 1);
    expect(large.width / usual.width).toBeCloseTo(1.5, 1);
    expect(large.text).toContain("300 dpi");
    expect(silly).toEqual(usual);
  });

  test("each its own, and the same one twice alike", async () => {
    const formulas = [
      "a + b",
      "a - b",
      "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
      "\\begin{aligned} a &= b \\\\ &= c \\end{aligned}",
      "\\ce{2H2 + O2 -> 2H2O}",
      "\\begin{array}{|c|c|} \\hline a & b \\\\ \\hline \\end{array}",
      "\\bm{v} \\cdot \\mathbb{R} \\mathcal{L} \\mathfrak{g}",
      "\\left( \\begin{matrix} a \\\\ b \\\\ c \\\\ d \\\\ e \\\\ f \\end{matrix} \\right\\}",
    ];
    const drawn = await Promise.all(formulas.map((latex) => pictureOf(latex)));
    for (const { dark } of drawn) expect(dark).toBeGreaterThan(100);
    expect(new Set(drawn.map(({ base64 }) => base64)).size).toBe(formulas.length);
    expect((await pictureOf("a - b")).base64).toBe(drawn[1]?.base64);
  });

  test("with Russian words in it, upright, bold and italic", async () => {
    const words = [
      "\\text{скорость}",
      "\\text{ускорение}",
      "\\textbf{скорость}",
      "\\textit{скорость}",
    ];
    const drawn = await Promise.all(words.map((latex) => pictureOf(latex)));
    for (const { dark } of drawn) expect(dark).toBeGreaterThan(300);
    expect(new Set(drawn.map(({ base64 }) => base64)).size).toBe(words.length);
  });

  test("the frame of a table is a line, not a black box", async () => {
    const { dark, width, height } = await pictureOf(
      "\\begin{array}{|c|} \\hline x \\\\ \\hline \\end{array}",
    );
    expect(dark).toBeGreaterThan(100);
    expect(dark).toBeLessThan((width * height) / 10);
  });

  test("a long one is made smaller, and never too slim for a photo", async () => {
    const { width, height } = await pictureOf(`S = ${"a_1 x + ".repeat(60)} b`);
    expect(Math.max(width, height)).toBeLessThanOrEqual(4096);
    expect(width / height).toBeLessThanOrEqual(20.1);
  });
});

describe("what one formula defines is unknown to the next, even to one drawn meanwhile", () => {
  test.each([
    ["\\newcommand{\\own}{\\text{тайна}}", "\\own"],
    ["\\def\\own{1}", "\\own"],
    ["\\let\\own\\alpha", "\\own"],
    ["\\DeclareMathOperator{\\own}{own}", "\\own"],
    ["\\DeclarePairedDelimiter{\\own}{(}{)}", "\\own{x}"],
    ["\\newenvironment{own}{(}{)}", "\\begin{own}x\\end{own}"],
  ])("%s", async (definition, use) => {
    const [first, second] = await Promise.all([render(`${definition} ${use}`), render(use)]);
    expect(textOf(first)).toMatch(/was drawn/);
    expect(textOf(second)).toMatch(/Undefined control sequence \\own|Unknown environment 'own'/);
  });

  test("a command given another meaning has its own again", async () => {
    const plain = await pictureOf("\\alpha + \\bm{x}");
    await pictureOf("\\renewcommand{\\alpha}{A} \\renewcommand{\\bm}[1]{b} \\alpha + \\bm{x}");
    await pictureOf("\\def\\alpha{A} \\let\\bm\\mathrm \\definecolor{black}{rgb}{1,0,0} \\alpha");
    expect((await pictureOf("\\alpha + \\bm{x}")).base64).toBe(plain.base64);
  });
});

test.each(wrongFormulas)("%j is refused with what is wrong, and where", async (latex, problem) => {
  const result = await render(latex);
  expect(result).toMatchObject({ isError: true, files: [] });
  expect(textOf(result)).toMatch(problem);
});

describe("hostile input", () => {
  test.each(hostileFormulas)("%s is refused", async (_case, latex) => {
    const result = await render(latex);
    expect(result).toMatchObject({ isError: true, files: [] });
    expect(textOf(result)).toMatch(/^The formula was not drawn\. \S.{20,}/s);
  });

  test("leaves the next formula as it was", async () => {
    const before = await pictureOf("e^{i\\pi} + 1 = 0");
    for (const [, latex] of hostileFormulas) await render(latex);
    expect((await pictureOf("e^{i\\pi} + 1 = 0")).base64).toBe(before.base64);
  });

  test("brackets far outside the picture are left out, and do not end the painter", async () => {
    const before = await pictureOf("x");
    const far = "\\hspace{-300em}\\left(\\rule{0em}{9em}\\right.\\hspace{300em}";
    await pictureOf(`x ${far.repeat(20)} y`);
    expect((await pictureOf("x")).base64).toBe(before.base64);
  });
});
