/** The variables an operator's command runs with: the environment first, then `.dev.vars`. */
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

const devVars = new URL("../../.dev.vars", import.meta.url);

export function readSettings(): Readonly<Record<string, string | undefined>> {
  const local = existsSync(devVars) ? parseEnv(readFileSync(devVars, "utf8")) : {};
  return { ...local, ...process.env };
}
