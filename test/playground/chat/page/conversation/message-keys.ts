/** Messages by keyboard, right click and long press: arrows walk, Enter opens the menu. */
import type { ScreenPoint } from "../dom/popup-menu.ts";

type OpenMenu = (node: Element, point: ScreenPoint) => void;

const longPressMs = 500;

const messageOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-message-id]") : null;

const corner = (node: HTMLElement): ScreenPoint => {
  const { left, top } = (node.querySelector(".bubble") ?? node).getBoundingClientRect();
  return { x: left + 16, y: Math.max(80, top + 16) };
};

const neighbour = (
  list: HTMLElement,
  from: HTMLElement | null,
  step: number,
): HTMLElement | null => {
  const messages = [...list.querySelectorAll<HTMLElement>("[data-message-id]")];
  if (!from) return messages.at(-1) ?? null;
  return messages[messages.indexOf(from) + step] ?? null;
};

const listenForKeys = (list: HTMLElement, openMenu: OpenMenu): void => {
  list.addEventListener("keydown", (event) => {
    const current = messageOf(event.target);
    const isMessage = event.target === current || event.target === list;
    if (!isMessage) return;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      neighbour(list, current, event.key === "ArrowUp" ? -1 : 1)?.focus();
    } else if (current && (event.key === "Enter" || event.key === "ContextMenu")) {
      openMenu(current, corner(current));
    } else return;
    event.preventDefault();
  });
};

const listenForLongPress = (list: HTMLElement, openMenu: OpenMenu): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): void => clearTimeout(timer);
  list.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" || !(event.target instanceof Element)) return;
    const { target, clientX: x, clientY: y } = event;
    cancel();
    timer = setTimeout(() => openMenu(target, { x, y }), longPressMs);
  });
  for (const type of ["pointerup", "pointermove", "pointercancel"]) {
    list.addEventListener(type, cancel);
  }
};

export const listenForMenus = (list: HTMLElement, openMenu: OpenMenu): void => {
  listenForKeys(list, openMenu);
  listenForLongPress(list, openMenu);
  list.addEventListener("contextmenu", (event) => {
    const selection = getSelection();
    const isSelecting = selection !== null && !selection.isCollapsed;
    if (isSelecting || !(event.target instanceof Element) || !messageOf(event.target)) return;
    event.preventDefault();
    openMenu(event.target, { x: event.clientX, y: event.clientY });
  });
};
