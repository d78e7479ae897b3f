/** /model: which Claude answers; chosen from a menu, or by name. */
import type { MenuOf } from "../model/direct-reply.ts";
import type { UserId } from "../model/ids.ts";
import { findModel, modelIds, modelName } from "../model/models.ts";
import type { Words } from "../words/words.ts";
import { choice } from "./choice.ts";
import type { Command } from "./command.ts";

export const chooseModel: Command = {
  name: "model",
  run({ inbound, args, words }) {
    const menu = modelMenu(inbound.from.id, words);
    if (args === "") return { reply: menu };
    const model = findModel(args);
    if (model === null) return { reply: withHeading(words.settings.unknownModel, menu) };
    const change = { name: "model", value: model } as const;
    return { reply: words.settings.modelChosen(modelName(model)), change };
  },
};

export function modelMenu(ownerId: UserId, { settings: words }: Words): MenuOf {
  const lines = modelIds.map((id) => `${modelName(id)} – ${words.models[id]}`);
  return ({ model }) => ({
    text: [words.modelMenu, ...lines].join("\n\n"),
    buttons: modelIds.map((id) => {
      const change = { name: "model", value: id } as const;
      return [choice({ ownerId, label: modelName(id), change, isChosen: id === model })];
    }),
  });
}

function withHeading(heading: string, menu: MenuOf): MenuOf {
  return (settings) => {
    const { text, buttons } = menu(settings);
    return { text: `${heading}\n\n${text}`, buttons };
  };
}
