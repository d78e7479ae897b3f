/** Formulas that must not become pictures: wrong ones, and such as would cost the worker its life. */

/** With what Claude must learn of it. */
export const wrongFormulas: readonly (readonly [string, RegExp])[] = [
  ["\\frac{1}{2", /Missing close brace, here: “\\frac\{1\}\{2⟪here⟫”/],
  ["x + \\foo y", /Undefined control sequence \\foo, here: “x \+ \\foo ⟪here⟫y”/],
  ["a & b", /Misplaced &.*aligned/],
  ["\\begin{aligned} a &= b", /Missing \\end\{aligned\}/],
  ["\\left( x", /Extra \\left or missing \\right/],
  ["\\begin{whale} x \\end{whale}", /Unknown environment 'whale'.*cases/],
  ["x^2^3", /Double exponent.*⟪here⟫/],
  ["\\text{潮 tide 🌊}", /潮 🌊/],
  ["\\textsf{прилив}", /Cyrillic within \\textsf/],
  ["\\text{שלום}", /no other scripts/],
  ["\\phantom{x}", /nothing to be seen/],
  ["\\color{white} x", /nothing to be seen/],
];

const many = (text: string, count: number) => text.repeat(count);
const overlaid = (shape: string, width = 60) =>
  `\\newcommand\\r{${shape}\\kern-${width}em}${many("\\r", 300)}\\hspace{60em}x`;

/** CPU and memory (F77), what reaches out, and what would leave the painter broken for everybody. */
export const hostileFormulas: readonly (readonly [string, string])[] = [
  ["a macro that calls itself", "\\newcommand{\\a}{\\a}\\a"],
  ["a \\def that doubles itself", "\\def\\a{\\a\\a}\\a"],
  ["a macro that doubles within braces", "\\newcommand\\a{{\\a\\a}}\\a"],
  ["two macros that call each other", "\\def\\a{x\\b}\\def\\b{y\\a}\\a"],
  ["an argument doubled 13 times", `\\newcommand\\a[1]{#1#1}${many("\\a{", 13)}x${many("}", 13)}`],
  [
    "an argument doubled with words",
    `\\newcommand\\a[1]{\\text{#1}#1}${many("\\a{", 20)}x${many("}", 20)}`,
  ],
  [
    "an environment that opens itself",
    "\\newenvironment{e}{\\begin{e}}{\\end{e}}\\begin{e}x\\end{e}",
  ],
  ["a million letters from a macro", `\\newcommand\\a{${many("x", 3000)}}${many("\\a", 330)}`],
  ["a million letters of text", `\\newcommand\\a{\\text{${many("x", 3000)}}}${many("\\a", 320)}`],
  ["thousands of open braces", many("{", 3999)],
  ["thousands of nested braces", `${many("{", 1900)}x${many("}", 1900)}`],
  ["hundreds of nested brackets", `${many("\\left(", 300)}x${many("\\right)", 300)}`],
  ["hundreds of nested roots", `${many("\\sqrt{", 500)}x${many("}", 500)}`],
  ["hundreds of nested fractions", `${many("\\frac1{", 450)}x${many("}", 450)}`],
  ["hundreds of nested indices", `${many("x_{", 900)}x${many("}", 900)}`],
  ["100 000 columns", "\\begin{array}{*{100000}{c}} a \\end{array}"],
  ["columns of columns of columns", "\\begin{array}{*{99}{*{99}{*{99}{c}}}} a \\end{array}"],
  ["1300 rows", `\\begin{matrix}${many("a\\\\", 1300)}\\end{matrix}`],
  ["1900 columns", `\\begin{matrix}${many("a&", 1900)}\\end{matrix}`],
  ["a line of 3900 letters", many("x", 3900)],
  ["a rule of a kilometre", "\\rule{99999cm}{99999cm}"],
  ["a rule beyond every number", `\\rule{1${many("0", 400)}cm}{1cm}`],
  ["a space of a kilometre", "x\\hspace{99999cm}x"],
  ["a formula raised out of sight", "\\raise9000em{x}"],
  ["an invisible column to the sky", "\\vphantom{\\rule{1px}{9999em}}x"],
  ["brackets grown by fractions", `${many("\\left\\{\\frac{", 28)}x${many("}{y}\\right\\}", 28)}`],
  ["300 rules over each other", overlaid("\\rule{60em}{60em}")],
  ["300 crossed out over each other", overlaid("\\xcancel{\\hspace{60em}\\rule{0em}{60em}}")],
  ["300 rings over each other", overlaid("\\enclose{circle}{\\hspace{60em}\\rule{0em}{60em}}")],
  ["a link", "\\href{javascript:alert(1)}{x}"],
  ["an attribute of MathML", '\\mmlToken{mi}[href="https://example.org"]{x}'],
  ["a style", "\\style{background:url(https://example.org)}{x}"],
  ["a package", "\\require{html} x"],
  ["a file", "\\input{/etc/passwd}"],
  ["a picture from elsewhere", "\\includegraphics{https://example.org/x.png}"],
  ["a shell", "\\immediate\\write18{id}"],
  ["a category code", "\\catcode`\\@=11 x"],
  ["a name made up", "\\csname input\\endcsname{x}"],
  ["a superscript notation for a letter", "^^5cinput{x}"],
];
