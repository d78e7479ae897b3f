/** Keeps the newest message in sight while the reader is at the end, and leaves them alone elsewhere. */
import { element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";

export type Scroller = {
  readonly jumpButton: HTMLElement;
  /** Call when another conversation is shown: it starts at its end. */
  readonly toEnd: () => void;
};

const nearEndPx = 90;

export const createScroller = (viewport: HTMLElement, content: HTMLElement): Scroller => {
  let follows = true;
  let lastTop = 0;
  const jumpButton = element(
    "button",
    {
      type: "button",
      class: "jump round",
      hidden: true,
      "aria-label": "Jump to newest",
    },
    icon("down"),
  );

  const distance = (): number => viewport.scrollHeight - viewport.clientHeight - viewport.scrollTop;

  const toEnd = (): void => {
    follows = true;
    viewport.scrollTop = viewport.scrollHeight;
  };

  const glideToEnd = (): void => {
    const isNear = distance() < viewport.clientHeight * 1.5;
    follows = true;
    viewport.scrollTo({
      top: viewport.scrollHeight,
      behavior: isNear ? "smooth" : "auto",
    });
  };

  // Growth only moves the view down: moving up is always the reader's wish.
  viewport.addEventListener("scroll", () => {
    const { scrollTop } = viewport;
    if (distance() < nearEndPx) follows = true;
    else if (scrollTop < lastTop - 1) follows = false;
    lastTop = scrollTop;
    jumpButton.hidden = distance() < viewport.clientHeight / 2;
  });
  const follow = new ResizeObserver(() => {
    if (follows) glideToEnd();
  });
  follow.observe(content);
  follow.observe(viewport);
  jumpButton.addEventListener("click", glideToEnd);
  return { jumpButton, toEnd };
};
