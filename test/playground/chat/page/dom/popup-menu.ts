/** A menu at a point of the screen, for mouse, touch and keyboard. */
import { element } from "./element.ts";
import { type IconName, icon } from "./icon.ts";

export type MenuItem = {
  readonly label: string;
  readonly icon: IconName;
  readonly run: () => void;
  readonly danger?: boolean;
};

export type ScreenPoint = { readonly x: number; readonly y: number };

const marginPx = 8;

const placeAt = (menu: HTMLElement, { x, y }: ScreenPoint): void => {
  const { offsetWidth: width, offsetHeight: height } = menu;
  menu.style.left = `${Math.max(marginPx, Math.min(x, innerWidth - width - marginPx))}px`;
  menu.style.top = `${Math.max(marginPx, Math.min(y, innerHeight - height - marginPx))}px`;
};

const moveFocus = (menu: HTMLElement, step: number): void => {
  const items = [...menu.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const index = items.findIndex((item) => item.matches(":focus"));
  items[(index + step + items.length) % items.length]?.focus();
};

const itemButton = (item: MenuItem, close: () => void): HTMLElement => {
  const className = item.danger ? "menu-item danger" : "menu-item";
  const attributes = { type: "button", role: "menuitem", class: className };
  const button = element("button", attributes, icon(item.icon), item.label);
  button.addEventListener("click", () => {
    close();
    item.run();
  });
  return button;
};

/** Opens the menu with its first item focused; closing gives the focus back. */
export const openMenu = (point: ScreenPoint, items: readonly MenuItem[]): void => {
  const before = document.activeElement;
  const ending = new AbortController();
  const close = (): void => {
    ending.abort();
    menu.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  const menu = element("div", { class: "menu", role: "menu" });
  menu.append(...items.map((item) => itemButton(item, close)));
  menu.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key === "ArrowDown") moveFocus(menu, 1);
    else if (event.key === "ArrowUp") moveFocus(menu, -1);
    else return;
    event.preventDefault();
  });
  const closeOutside = (event: Event): void => {
    if (!(event.target instanceof Node && menu.contains(event.target))) close();
  };
  document.addEventListener("pointerdown", closeOutside, {
    capture: true,
    signal: ending.signal,
  });
  addEventListener("resize", close, { signal: ending.signal });
  document.body.append(menu);
  placeAt(menu, point);
  moveFocus(menu, 1);
};
