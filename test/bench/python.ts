/** How long execute_python takes, asked over HTTP of a Worker that only runs programs. */
import type { Bench, Measure } from "./bench.ts";
import { startLoneWorker } from "./lone-worker.ts";
import { openTimedPost } from "./timed-post.ts";

const warmUpRounds = 3;
const rounds = 20;

/** As people ask for them: a sum, a table, a chart. */
const programs = {
  sum: "print(sum(n * n for n in range(1000)))",
  table:
    "import csv, io, statistics\nrows = [{'n': n, 'm': n % 7} for n in range(500)]\nout = " +
    "io.StringIO()\ntable = csv.DictWriter(out, ['n', " +
    "'m'])\ntable.writerows(rows)\nprint(statistics.mean(row['m'] for row in rows), len(out.getvalue()))",
  chart: "import charts\ncharts.bar({'Jan': 3, 'Feb': 5, 'Mar': 4}, title='Tides')",
};

export const python: Bench = {
  name: "python",
  purpose: "how long a program takes in a fresh isolate, the way over HTTP included",
  async run() {
    const worker = await startLoneWorker(new URL("./workers/python.ts", import.meta.url));
    try {
      const run = openTimedPost(worker.url, "none");
      const samples = { run: [] as number[], chart: [] as number[] };
      for (let round = 0; round < warmUpRounds + rounds; round += 1) {
        const took = [await run(programs.sum), await run(programs.table)];
        const chart = await run(programs.chart);
        if (round < warmUpRounds) continue;
        samples.run.push(...took);
        samples.chart.push(chart);
      }
      return measuresOf(samples);
    } finally {
      await worker.stop();
    }
  },
};

type Samples = { readonly run: number[]; readonly chart: number[] };

function measuresOf({ run, chart }: Samples): readonly Measure[] {
  return [
    { what: "a program", unit: "ms", samples: run, limits: [{ statistic: "median", atMost: 500 }] },
    { what: "a chart, drawn as PNG too", unit: "ms", samples: chart, limits: [] },
  ];
}
