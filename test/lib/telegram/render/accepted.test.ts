/** Whatever is rendered, whole or half written, Telegram takes it and nothing dangerous is in it. */
import { describe, expect, test } from "vitest";
import {
  renderEntities,
  renderEntitiesDraft,
} from "../../../../lib/telegram/render/render-entities.ts";
import { renderRich, renderRichDraft } from "../../../../lib/telegram/render/render-rich.ts";
import { dangersIn, faultsIn, readRich } from "./judge.ts";
import { randomTexts } from "./random-markdown.ts";
import { prefixesOf, samples } from "./samples.ts";

function expectAccepted(markdown: string): void {
  for (const piece of renderRich(markdown)) {
    expect(readRich(piece).length, JSON.stringify(markdown)).toBeGreaterThan(0);
    expect(dangersIn(piece), JSON.stringify(markdown)).toEqual([]);
  }
  const draft = renderRichDraft(markdown);
  if (draft !== "") expect(dangersIn(draft), JSON.stringify(markdown)).toEqual([]);
  for (const { text, entities } of [...renderEntities(markdown), renderEntitiesDraft(markdown)])
    expect(faultsIn(text, entities), JSON.stringify(markdown)).toEqual([]);
}

describe("every beginning is taken of", () => {
  test.each(Object.entries(samples))("%s", (_name, sample) => {
    for (const prefix of prefixesOf(sample)) expectAccepted(prefix);
  });
});

test("what chance puts together is taken", () => {
  for (const text of randomTexts(31, 3000)) expectAccepted(text);
});

test("what was rendered comes out the same when it is rendered again", () => {
  for (const text of [...Object.values(samples), ...randomTexts(32, 3000)]) {
    for (const piece of renderRich(text))
      expect(renderRich(piece), JSON.stringify(text)).toEqual([piece]);
  }
});
