/** getMe and the command menu. */
import type { BotCommand } from "grammy/types";
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import { apiBot } from "../world/api-objects.ts";
import { DEFAULT_COMMANDS } from "../world/world.ts";
import { json } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";

const MAX_COMMANDS = 100;
const MAX_DESCRIPTION = 256;

/** Privacy mode is off: like most assistants in groups, the bot sees every message. */
const getMe = defineMethod("getMe", z.object({}), ({ world }) => ({
  ...apiBot(world.bot),
  can_join_groups: true,
  can_read_all_group_messages: true,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
}));

const scope = {
  scope: json(z.looseObject({ type: z.string() })).optional(),
  language_code: z.string().default(""),
};
type Scope = {
  readonly scope?: { readonly type: string } | undefined;
  readonly language_code: string;
};

function scopeKey(input: Scope): string {
  return `${JSON.stringify(input.scope ?? { type: "default" })}:${input.language_code}`;
}

const command = z.object({ command: z.string(), description: z.string() });

function checkCommand({ command: name, description }: BotCommand): void {
  if (!/^[a-z0-9_]{1,32}$/.test(name.replace(/^\//, "").toLowerCase()))
    throw badRequest("BOT_COMMAND_INVALID");
  const length = description.trim().length;
  if (length < 1 || length > MAX_DESCRIPTION) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
}

const setMyCommands = defineMethod(
  "setMyCommands",
  z.object({ commands: json(z.array(command)), ...scope }),
  ({ world }, input) => {
    input.commands.forEach(checkCommand);
    if (input.commands.length > MAX_COMMANDS) throw badRequest("BOT_COMMANDS_TOO_MUCH");
    const key = scopeKey(input);
    world.commands.set(key, input.commands);
    if (key === DEFAULT_COMMANDS) world.events.emit({ type: "commands", commands: input.commands });
    return true;
  },
);

const getMyCommands = defineMethod(
  "getMyCommands",
  z.object(scope),
  ({ world }, input) => world.commands.get(scopeKey(input)) ?? [],
);

const deleteMyCommands = defineMethod("deleteMyCommands", z.object(scope), ({ world }, input) => {
  const key = scopeKey(input);
  world.commands.delete(key);
  if (key === DEFAULT_COMMANDS) world.events.emit({ type: "commands", commands: [] });
  return true;
});

export const botMethods: readonly Method[] = [
  getMe,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
];
