/** The wrangler configuration of a local run, derived from the committed wrangler.toml so that the two cannot drift. */
import { dirname, resolve } from "node:path";
import { parse } from "smol-toml";

/** Bindings that only exist at Cloudflare: with them `wrangler dev` demands an account. */
const REMOTE_ONLY = ["ai", "analytics_engine_datasets", "vectorize", "browser"];
/** Deployment matters without meaning, or with a meaning only at Cloudflare, in a local run. */
const DEPLOY_ONLY = [
  "routes",
  "route",
  "workers_dev",
  "account_id",
  "observability",
  "tail_consumers",
  // Done before the worker starts, from the folder of the project.
  "build",
];

/**
 * `toml` is the text of the wrangler.toml at `tomlPath`; relative paths in it are made absolute,
 * because the derived file stands elsewhere. The worker listens on 127.0.0.1:`port`, without inspector.
 */
export function deriveConfig(
  toml: string,
  tomlPath: string,
  port: number,
): Record<string, unknown> {
  const committed: Record<string, unknown> = parse(toml);
  const dropped = [...REMOTE_ONLY, ...DEPLOY_ONLY];
  const kept = Object.fromEntries(
    Object.entries(committed).filter(([key]) => !dropped.includes(key)),
  );
  const base = dirname(tomlPath);
  return {
    ...kept,
    ...(typeof kept.main === "string" && { main: resolve(base, kept.main) }),
    ...(isTable(kept.alias) && { alias: withAbsolutePaths(kept.alias, base) }),
    ...(isTable(kept.assets) && {
      assets: withAbsoluteDirectory(kept.assets, base),
    }),
    ...(isTable(kept.durable_objects) && { durable_objects: ownObjects(kept.durable_objects) }),
    send_metrics: false,
    dev: { ip: "127.0.0.1", port, inspector_port: 0 },
  };
}

/** The cron expressions of the committed configuration; wrangler never fires them locally. */
export function cronExpressions(config: Readonly<Record<string, unknown>>): readonly string[] {
  const { triggers } = config;
  if (!isTable(triggers) || !Array.isArray(triggers.crons)) return [];
  return triggers.crons.filter((cron) => typeof cron === "string");
}

function withAbsolutePaths(
  alias: Readonly<Record<string, unknown>>,
  base: string,
): Record<string, string> {
  const paths = Object.entries(alias).map(([name, path]) => [name, resolve(base, String(path))]);
  return Object.fromEntries(paths);
}

function withAbsoluteDirectory(
  assets: Record<string, unknown>,
  base: string,
): Record<string, unknown> {
  const { directory } = assets;
  return typeof directory === "string"
    ? { ...assets, directory: resolve(base, directory) }
    : assets;
}

/** Those of another worker, e.g. Python in containers, are not there in a local run. */
function ownObjects(durableObjects: Record<string, unknown>): Record<string, unknown> {
  const { bindings } = durableObjects;
  if (!Array.isArray(bindings)) return durableObjects;
  const own = bindings.filter((binding) => !(isTable(binding) && "script_name" in binding));
  return { ...durableObjects, bindings: own };
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The variables as a dotenv file, which wrangler reads beside its configuration and keeps out of its output.
 * dotenv has no escape inside quotes, so each value gets a quote it does not contain.
 */
export function dotenvText(vars: Readonly<Record<string, string>>): string {
  return Object.entries(vars)
    .map(([name, value]) => `${name}=${quoted(name, value)}\n`)
    .join("");
}

function quoted(name: string, value: string): string {
  const quote = ["'", "`", '"'].find((candidate) => !value.includes(candidate));
  if (quote === undefined || value.includes("\n"))
    throw new Error(`${name} cannot be written to a dotenv file`);
  return `${quote}${value}${quote}`;
}
