/** Tells how a start goes: one line per step with its time, alive on a terminal, plain when piped. */

/** Runs `work` as the step named `label` and returns what it returns. */
export type Step = <T>(label: string, work: () => Promise<T>) => Promise<T>;

export const withoutProgress: Step = (_label, work) => work();

const FRAMES = [..."⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"];
const FRAME_MS = 120;

export function progressOn(output: NodeJS.WriteStream): Step {
  return async (label, work) => {
    const startedMs = performance.now();
    const line = (mark: string) =>
      `${mark} ${label} … ${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
    const stopSpinner = output.isTTY ? spin((frame) => output.write(`\r${line(frame)}`)) : () => {};
    let mark = "✗";
    try {
      const result = await work();
      mark = "✓";
      return result;
    } finally {
      stopSpinner();
      output.write(`${output.isTTY ? "\r" : ""}${line(mark)}\n`);
    }
  };
}

function spin(draw: (frame: string) => void): () => void {
  let index = 0;
  const timer = setInterval(() => {
    draw(FRAMES[index % FRAMES.length] ?? "");
    index += 1;
  }, FRAME_MS);
  return () => clearInterval(timer);
}
