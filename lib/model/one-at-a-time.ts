/** A gate that lets one thing after the other through, in the order they came. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    // Who asked hears how it ended; who comes next only waits for the end.
    last = Promise.allSettled([mine]);
    return mine;
  };
}
