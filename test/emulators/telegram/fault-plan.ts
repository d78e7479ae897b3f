/** Failures a test has ordered for coming Bot API calls. */
import type { Fault } from "./control.ts";
import type { Params } from "./methods/method.ts";

type Planned = { readonly id: number; readonly fault: Fault; skip: number; left: number };

export class FaultPlan {
  #planned: Planned[] = [];
  #lastId = 0;

  /** The id of the new fault. */
  add(fault: Fault): number {
    this.#lastId += 1;
    this.#planned.push({ id: this.#lastId, fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
    return this.#lastId;
  }

  clear(): void {
    this.#planned = [];
  }

  /** The fault that strikes this call, used up by it, or null. */
  strike(method: string, params: Params): Fault | null {
    const matching = this.#planned.filter(({ fault }) => matches(fault, method, params));
    const hit = matching.find((planned) => planned.skip === 0);
    for (const planned of matching) planned.skip = Math.max(0, planned.skip - 1);
    if (hit === undefined) return null;
    hit.left -= 1;
    if (hit.left <= 0) this.#planned = this.#planned.filter((planned) => planned !== hit);
    return hit.fault;
  }
}

function matches(fault: Fault, method: string, params: Params): boolean {
  if (fault.method.toLowerCase() !== method.toLowerCase()) return false;
  if (fault.fileId !== undefined && fault.fileId !== params.file_id) return false;
  return fault.chatId === undefined || fault.chatId === Number(params.chat_id);
}
