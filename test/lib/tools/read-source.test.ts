import { describe, expect, test } from "vitest";
import { readSource } from "../../../lib/tools/latex/read-source.ts";

test.each([
  ["x^2", "x^2"],
  ["  $x^2$ ", "x^2"],
  ["$$\nx^2\n$$", "x^2"],
  ["\\[ x^2 \\]", "x^2"],
  ["\\( x^2 \\)", "x^2"],
  ["\\begin{equation*} x^2 \\end{equation*}", "x^2"],
  ["\\[ \\begin{equation} x^2 \\end{equation} \\]", "x^2"],
  ["\\[ a \\\\[2pt] b \\]", "a \\\\[2pt] b"],
  ["\\text{costs \\$5, or $x$, or \\(y\\)}", "\\text{costs \\$5, or $x$, or \\(y\\)}"],
  ["\\begin{align} a &= b \\end{align}", "\\begin{align} a &= b \\end{align}"],
  ["\\documentclass{article}\n\\begin{document}\n\\[ x^2 \\]\n\\end{document}", "x^2"],
  ["\\usepackage{amsmath} $x^2$", "x^2"],
  ["a \\tag{1}", "a \\qquad\\text{(1)}"],
  ["a \\tag*{Ohm}", "a \\qquad\\text{Ohm}"],
])("%j is the formula %j", (latex, tex) => {
  expect(readSource(latex)).toEqual({ tex });
});

test("a document's own commands come along", () => {
  const latex =
    "\\documentclass{article}\n\\usepackage{amsmath}\n\\newcommand{\\R}{\\mathbb " +
    "R}\n\\title{No}\n\\begin{document}$x\\in\\R$\\end{document}";
  expect(readSource(latex)).toEqual({ tex: "\\newcommand{\\R}{\\mathbb R}\nx\\in\\R" });
});

describe("refused, with what to do instead", () => {
  test.each([
    ["", /no formula/],
    ["$$ $$", /no formula/],
    ["\\begin{document}\\end{document}", /no formula/],
    [`x${"+x".repeat(2000)}`, /4001 characters.*4000.*Split/],
    ["\\href{https://example.org}{x}", /\\href is not available/],
    ["\\input{/etc/passwd}", /\\input is not available/],
    ["\\write18{rm -rf /}", /\\write18 is not available/],
    ["\\let\\x\\mmlToken \\x{mi}[href='x']{y}", /\\mmlToken is not available/],
    ["\\begin{tikzpicture}\\draw (0,0);\\end{tikzpicture}", /Drawings cannot be made/],
    ["\\begin{tabular}{c} a \\end{tabular}", /Use array/],
    ["\\begin{document}\\section{Tides} $x$\\end{document}", /Text is not laid out/],
    ["Solve $x^2 = 1$ for $x$", /more than one formula, or text around one/],
    ["\\[ a \\] \\[ b \\]", /more than one formula/],
    ["$a$ and $b$", /more than one formula/],
  ])("%j", (latex, problem) => {
    expect(readSource(latex)).toEqual({ problem: expect.stringMatching(problem) });
  });

  test("names that only begin like a refused one are left to TeX", () => {
    expect(readSource("\\urlx \\inputx")).toEqual({ tex: "\\urlx \\inputx" });
  });
});
