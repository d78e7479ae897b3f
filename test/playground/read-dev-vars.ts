/** Reads the developer's `.dev.vars` and says in one line where it is wrong. */
import { readFile } from "node:fs/promises";
import { type DevVars, parseDevVars } from "./dev-vars.ts";
import { StartRefused } from "./start-refused.ts";

/** Empty where there is no such file; throws StartRefused with the line number where it cannot be used. */
export async function readDevVars(path: string): Promise<DevVars> {
  const text = await readOptional(path);
  const parsed = parseDevVars(text);
  if (!parsed.ok) throw new StartRefused(`.dev.vars, line ${parsed.line}: ${parsed.reason}`);
  if (parsed.vars.ANTHROPIC_BASE_URL !== undefined && parsed.vars.ANTHROPIC_API_KEY === undefined) {
    throw new StartRefused(".dev.vars: ANTHROPIC_BASE_URL needs ANTHROPIC_API_KEY beside it");
  }
  return parsed.vars;
}

async function readOptional(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw new StartRefused(
      `.dev.vars cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}
