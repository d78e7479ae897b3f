/** One state, changed by functions, shown by listeners once per burst of changes. */
import type { State } from "./view-state.ts";

export type Store = {
  readonly get: () => State;
  readonly change: (update: (state: State) => Partial<State>) => void;
  readonly subscribe: (listener: (state: State) => void) => void;
};

export const createStore = (initial: State): Store => {
  let state = initial;
  let announced = true;
  const listeners: ((state: State) => void)[] = [];

  const announce = (): void => {
    announced = true;
    for (const listener of listeners) listener(state);
  };

  return {
    get: () => state,
    change: (update) => {
      state = { ...state, ...update(state) };
      if (!announced) return;
      announced = false;
      queueMicrotask(announce);
    },
    subscribe: (listener) => {
      listeners.push(listener);
    },
  };
};
