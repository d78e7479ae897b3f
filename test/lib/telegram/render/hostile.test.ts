/** Texts that make a reader of Markdown look back again and again: read in one go, as the time limit of a test shows. */
import { expect, test } from "vitest";
import { renderRich, renderRichDraft } from "../../../../lib/telegram/render/render-rich.ts";
import { dangersIn } from "./judge.ts";

const pieces =
  "[ ] * **a *a _a ` ```· > >· -· ![ [a]( [a][ [^ [^a] < <a </ | |a ~~a \\ & &amp; $ $a $$ \\( \\(a # 1.· [a]\n " +
  "*a·**b ***· _* [* ]( <!-- <? >·-· [a](< `a []() ![[]() *_**__ [[a]]( &# <a: $$\n \\[\n ~~~\n <b> ||";

test.each(pieces.split(" ").map((piece) => piece.replaceAll("·", " ")))(
  "%j without end",
  (piece) => {
    const text = piece.repeat(30_000 / piece.length);
    for (const rendered of renderRich(text)) expect(dangersIn(rendered.slice(0, 2000))).toEqual([]);
    expect(renderRichDraft(text).length).toBeLessThanOrEqual(32_768);
  },
);
