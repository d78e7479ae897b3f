/** The random secrets of one data folder: made once, so that a restart keeps its chat page address and its bot. */
import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const localSecrets = z.object({
  postgresPassword: z.string(),
  redisToken: z.string(),
  telegramToken: z.string(),
  telegramControlKey: z.string(),
  telegramWebhookSecret: z.string(),
  signingKey: z.string(),
  consoleToken: z.string(),
});

export type LocalSecrets = z.infer<typeof localSecrets>;

/** Reads `<folder>/secrets.json`, or makes it (owner-readable only) where it is missing. */
export async function loadLocalSecrets(folder: string): Promise<LocalSecrets> {
  const path = join(folder, "secrets.json");
  try {
    return localSecrets.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const made: LocalSecrets = {
    postgresPassword: random(),
    redisToken: random(),
    // The number before the colon is the bot's user id, as in BotFather's tokens.
    telegramToken: `7000000001:${random()}`,
    telegramControlKey: random(),
    telegramWebhookSecret: random(),
    signingKey: random(),
    consoleToken: random(),
  };
  await writeFile(path, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}

function random(): string {
  return randomBytes(24).toString("hex");
}
