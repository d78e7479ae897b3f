/** A round of colour with initials, the same for the same id. */
import { initialsOf, toneOf } from "../model/people.ts";
import { element } from "./element.ts";

export const avatar = (id: number, name: string): HTMLElement =>
  element("span", { class: `avatar ${toneOf(id)}`, "aria-hidden": "true" }, initialsOf(name));
