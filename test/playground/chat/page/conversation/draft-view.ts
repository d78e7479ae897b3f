/** The bubble of an answer that is still being written. */
import type { Draft } from "../../../../emulators/telegram/control.ts";
import { box, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { morph, morphChildren } from "../dom/morph.ts";
import { renderEntities } from "../rich/entities.ts";
import { markdownToBlocks } from "../rich/markdown-to-blocks.ts";
import { renderBlocks } from "../rich/render-blocks.ts";
import { placeCaret } from "./caret.ts";
import { grow } from "./draft-growth.ts";

export type DraftView = {
  readonly root: HTMLElement;
  readonly show: (draft: Draft | undefined) => void;
};

const frameMs = 30;

const prefersStillness = matchMedia("(prefers-reduced-motion: reduce)");

const targetOf = (draft: Draft): string => draft.richMarkdown ?? draft.text ?? "";

const thinking = (): HTMLElement => element("p", { class: "thinking" }, "Thinking…");

export const createDraftView = (): DraftView => {
  const words = box("rich");
  const stop = element(
    "button",
    { type: "button", class: "stop", "data-stop": true },
    icon("stop"),
    "Stop",
  );
  const root = element(
    "article",
    {
      class: "message in first last draft",
      hidden: true,
      "aria-label": "Answer being written",
    },
    box("stack", box("bubble", words), stop),
  );
  let draft: Draft | undefined;
  let shown = "";
  let paintedAtMs = 0;
  let blockSources: string[] = [];

  const paintMarkdown = (): void => {
    const blocks = markdownToBlocks(shown);
    const sources = blocks.map((block) => JSON.stringify(block));
    blocks.forEach((block, index) => {
      const present = words.children[index];
      const isLast = index === blocks.length - 1;
      if (present && !isLast && sources[index] === blockSources[index]) return;
      const [node] = renderBlocks([block]);
      if (present && node) morph(present, node);
      else if (node) words.append(node);
    });
    while (words.children.length > blocks.length) words.lastElementChild?.remove();
    blockSources = sources;
  };

  const paint = (current: Draft): void => {
    words.querySelector(".caret")?.remove();
    words.classList.toggle("prose", current.richMarkdown === undefined);
    if (shown !== "" && current.richMarkdown !== undefined) paintMarkdown();
    else {
      blockSources = [];
      const line = element("span", {}, ...renderEntities(shown, current.entities));
      morphChildren(words, [shown === "" ? thinking() : line]);
    }
    if (shown !== "") placeCaret(words);
  };

  const step = (nowMs: number): void => {
    if (!draft) return;
    const elapsedMs = nowMs - paintedAtMs;
    if (elapsedMs < frameMs) {
      requestAnimationFrame(step);
      return;
    }
    paintedAtMs = nowMs;
    shown = grow(shown, targetOf(draft), elapsedMs);
    paint(draft);
    if (shown !== targetOf(draft)) requestAnimationFrame(step);
  };

  const clear = (): void => {
    shown = "";
    blockSources = [];
    words.replaceChildren();
  };

  const show = (next: Draft | undefined): void => {
    if (next === draft) return;
    const isGrowing = draft !== undefined && shown !== targetOf(draft);
    if (next?.draftId !== draft?.draftId) clear();
    draft = next;
    root.hidden = next === undefined;
    if (!next) return;
    stop.hidden = !next.canStop;
    if (prefersStillness.matches || document.hidden) shown = targetOf(next);
    paint(next);
    if (shown === targetOf(next) || isGrowing) return;
    paintedAtMs = performance.now();
    requestAnimationFrame(step);
  };

  return { root, show };
};
