/**
 * Keeps reading Markdown linear: micromark looks back over all marks of a paragraph at each new one, so that
 * 20 000 brackets take seconds. Beyond `most` a mark is only a character.
 */
import {
  attention,
  htmlText,
  labelEnd,
  labelStartImage,
  labelStartLink,
} from "micromark-core-commonmark";
import type { Construct, Extension, TokenizeContext } from "micromark-util-types";

/** Events of one paragraph; a bold word makes about ten. */
const most = 2000;

/** The extension with its constructs inside text made blind beyond the limit. */
export function withMarkLimit(extension: Extension): Extension {
  const text: NonNullable<Extension["text"]> = {};
  for (const [code, constructs] of Object.entries(extension.text ?? {})) {
    if (constructs) text[Number(code)] = [constructs].flat().map(limited);
  }
  return { ...extension, text };
}

/** Those of CommonMark itself, in place of the unlimited ones. */
export const limitedMarks: Extension = {
  ...withMarkLimit({
    text: {
      33: labelStartImage,
      42: attention,
      60: htmlText,
      91: labelStartLink,
      93: labelEnd,
      95: attention,
    },
  }),
  attentionMarkers: { null: [42, 95] },
};

/** The names of CommonMark's own, which are to be disabled. */
export const replacedMarks = [
  "attention",
  "htmlText",
  "labelEnd",
  "labelStartImage",
  "labelStartLink",
];

function limited(construct: Construct): Construct {
  return {
    ...construct,
    name: `limited ${construct.name}`,
    tokenize(this: TokenizeContext, effects, ok, nok) {
      if (this.events.length > most) return nok;
      return construct.tokenize.call(this, effects, ok, nok);
    },
  };
}
