/** The Claude models a person can choose, from the fastest to the most capable: the only list of them. */
export const modelIds = ["claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5"] as const;

export type ModelId = (typeof modelIds)[number];

const names: Readonly<Record<ModelId, string>> = {
  "claude-haiku-5-5": "Claude Haiku 5.5",
  "claude-sonnet-5-5": "Claude Sonnet 5.5",
  "claude-opus-5-5": "Claude Opus 5.5",
};

export function isModelId(text: string): text is ModelId {
  return modelIds.some((id) => id === text);
}

/** What to call a model; one that is not in the list any more is just Claude. */
export function modelName(model: string): string {
  return isModelId(model) ? names[model] : "Claude";
}

/** As a person would write it: `haiku`, `Claude Haiku 5.5` or the id. Null where no model is meant. */
export function findModel(text: string): ModelId | null {
  const wanted = text.trim().toLowerCase();
  return modelIds.find((id) => spellings(id).includes(wanted)) ?? null;
}

/** `claude-haiku-5-5` · `claude haiku 5.5` · `haiku 5.5` · `haiku` */
function spellings(id: ModelId): readonly string[] {
  const name = names[id].toLowerCase();
  const [, family = "", version = ""] = name.split(" ");
  return [id, name, `${family} ${version}`, family];
}
