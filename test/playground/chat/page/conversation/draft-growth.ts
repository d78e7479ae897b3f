/** How far a draft has grown on screen: text arrives in pieces a second apart and flows in between. */

/** Whatever is missing arrives within about this time, so the next piece finds the page caught up. */
const catchUpMs = 350;
const fewestUnits = 2;

const splitsPair = (text: string, length: number): boolean => {
  const before = text.charCodeAt(length - 1);
  return before >= 0xd800 && before <= 0xdbff;
};

/** The part of `target` to show `elapsedMs` after `shown` was; anything but growth shows at once. */
export const grow = (shown: string, target: string, elapsedMs: number): string => {
  if (!target.startsWith(shown)) return target;
  const missing = target.length - shown.length;
  const step = Math.max(fewestUnits, Math.ceil((missing * elapsedMs) / catchUpMs));
  const length = shown.length + Math.min(missing, step);
  return target.slice(0, splitsPair(target, length) ? length + 1 : length);
};
