/** How long render_latex takes, asked over HTTP of a Worker that only draws (tool-engines.md, part B). */
import type { Bench, Measure } from "./bench.ts";
import { startLoneWorker } from "./lone-worker.ts";
import { openTimedPost } from "./timed-post.ts";

const starts = 3;
const warmUpRounds = 5;
const rounds = 20;

/** As people ask for them: a line, words, a matrix, a derivation, chemistry. */
const formulas = [
  "x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}",
  "v_{\\text{ср}} = \\frac{\\Delta s}{\\Delta t}, \\quad \\text{где } \\Delta s \\text{ — путь}",
  "\\begin{pmatrix} \\cos\\varphi & -\\sin\\varphi & 0 \\\\ \\sin\\varphi & \\cos\\varphi & 0 \\\\ 0 & 0 & " +
    "1 \\end{pmatrix} \\begin{pmatrix} x \\\\ y \\\\ z \\end{pmatrix}",
  "\\begin{aligned} \\nabla \\cdot \\mathbf{E} &= \\frac{\\rho}{\\varepsilon_0} \\\\ \\nabla \\times " +
    "\\mathbf{B} &= \\mu_0 \\mathbf{J} + \\mu_0 \\varepsilon_0 \\frac{\\partial \\mathbf{E}}{\\partial t} " +
    "\\end{aligned}",
  "\\ce{SO4^2- + Ba^2+ -> BaSO4 v}",
];

type Samples = { readonly first: number[]; readonly warm: number[] };

export const latex: Bench = {
  name: "latex",
  purpose: "how long a formula takes to become a PNG at 200 dpi, the way over HTTP included",
  async run() {
    const samples: Samples = { first: [], warm: [] };
    for (let start = 0; start < starts; start += 1) await drawAll(samples);
    return measuresOf(samples);
  },
};

async function drawAll({ first, warm }: Samples): Promise<void> {
  const worker = await startLoneWorker(new URL("./workers/latex.ts", import.meta.url));
  try {
    const draw = openTimedPost(worker.url, "none");
    first.push(await draw(formulas[0] ?? ""));
    for (let round = 0; round < warmUpRounds + rounds; round += 1) {
      for (const formula of formulas) {
        const tookMs = await draw(formula);
        if (round >= warmUpRounds) warm.push(tookMs);
      }
    }
  } finally {
    await worker.stop();
  }
}

function measuresOf({ first, warm }: Samples): readonly Measure[] {
  return [
    {
      what: "the first of an isolate: fonts and WebAssembly come up",
      unit: "ms",
      samples: first,
      limits: [],
    },
    {
      what: "warm",
      unit: "ms",
      samples: warm,
      limits: [{ statistic: "p95", atMost: 60 }],
    },
  ];
}
