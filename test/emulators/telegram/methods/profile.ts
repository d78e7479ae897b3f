/** The texts of the bot's profile and its menu button. */
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import { chatId, json } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";

type ProfileText = {
  /** The parameter and result field, in snake case. */
  readonly field: string;
  /** The end of the methods' names. */
  readonly suffix: string;
  readonly maxLength: number;
};

/** Lengths from the methods' docs. */
const TEXTS: readonly ProfileText[] = [
  { field: "name", suffix: "MyName", maxLength: 64 },
  { field: "description", suffix: "MyDescription", maxLength: 512 },
  { field: "short_description", suffix: "MyShortDescription", maxLength: 120 },
];

const language = { language_code: z.string().default("") };

/** Empty text takes the dedicated text of that language away. */
function setText({ field, suffix, maxLength }: ProfileText): Method {
  const schema = z.looseObject({ [field]: z.string().default(""), ...language });
  return defineMethod(`set${suffix}`, schema, ({ world }, input) => {
    const text = String(input[field]).trim();
    if (text.length > maxLength) throw badRequest(`bot ${field.replace("_", " ")} is too long`);
    world.profile.set(`${field}:${input.language_code}`, text);
    return true;
  });
}

function getText({ field, suffix }: ProfileText): Method {
  return defineMethod(`get${suffix}`, z.object(language), ({ world }, input) => {
    const inLanguage = world.profile.get(`${field}:${input.language_code}`);
    const text = inLanguage || world.profile.get(`${field}:`);
    return { [field]: text ?? (field === "name" ? world.bot.firstName : "") };
  });
}

const BUTTON_TYPES = ["commands", "web_app", "default"];

const setChatMenuButton = defineMethod(
  "setChatMenuButton",
  z.object({
    chat_id: chatId.optional(),
    menu_button: json(z.looseObject({ type: z.string() })).optional(),
  }),
  (_emulator, input) => {
    const type = input.menu_button?.type ?? "default";
    if (!BUTTON_TYPES.includes(type)) throw badRequest("MenuButton has unsupported type");
    return true;
  },
);

export const profileMethods: readonly Method[] = [
  ...TEXTS.map(setText),
  ...TEXTS.map(getText),
  setChatMenuButton,
];
