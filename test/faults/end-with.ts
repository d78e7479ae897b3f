/** The end of a fault run: what did not hold, line by line, and the exit code that says so. */

/** Ends the process: the stack's own processes would keep it alive. */
export async function endWith(run: () => Promise<readonly string[]>): Promise<never> {
  try {
    const problems = await run();
    for (const problem of problems) console.log(`✗ ${problem}`);
    console.log(problems.length === 0 ? "✓ everything holds" : `${problems.length} problems`);
    if (problems.length > 0) process.exitCode = 1;
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
  return process.exit();
}
