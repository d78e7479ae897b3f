/** Who this bot is: from configuration, else asked of Telegram once per isolate. */
import * as z from "zod";
import { AppError } from "../lib/model/app-error.ts";
import { call } from "../lib/telegram/bot-api.ts";
import type { Services } from "./compose.ts";

const botInfo = z
  .object({
    id: z.number().int(),
    username: z.string(),
    /** Topics in private chats, for which Telegram keeps more of each Star (field-and-platforms §4.4). */
    has_topics_enabled: z.boolean().optional(),
  })
  .transform(({ has_topics_enabled: hasTopics = false, ...bot }) => ({ ...bot, hasTopics }));

export type Bot = z.infer<typeof botInfo>;

const known = new WeakMap<Services, Bot>();

/** Throws AppError: without it a group message cannot be judged, so the update must come again. */
export async function botIdentity(services: Services): Promise<Bot> {
  const identity = known.get(services) ?? (await findIdentity(services));
  known.set(services, identity);
  return identity;
}

async function findIdentity({ config, botApi }: Services): Promise<Bot> {
  if (config.TELEGRAM_BOT_INFO) return botInfo.parse(JSON.parse(config.TELEGRAM_BOT_INFO));
  const answer = await call(botApi.getMe());
  if (answer.kind === "ok") return botInfo.parse(answer.value);
  throw new AppError("telegram_unreachable", `getMe: ${answer.description}`, {
    retry: { kind: "later" },
    blame: "vendor",
  });
}
