/** What was spent on each of the last thirty days, as a picture: one bar a day, the newest at the right. */
import type { NanoUsd } from "../model/money.ts";

export const chartDays = 30;

const widthPx = 840;
const heightPx = 260;
const edgePx = 30;
const gapPx = 6;
/** Something was spent: it must be seen beside a day that cost a hundred times as much. */
const leastPx = 4;

/** Of today, of the week before it, of the rest; apart also for eyes that see no colours. */
const colours = { today: "#e8590c", week: "#1c7ed6", month: "#a5b4c3" };

/** `perDay` from the oldest to today. No letters: there is no font, and the words below the picture say it all. */
export function spendChart(perDay: readonly NanoUsd[]): string {
  const most = Math.max(1, ...perDay);
  const stepPx = (widthPx - 2 * edgePx + gapPx) / perDay.length;
  const roomPx = heightPx - 2 * edgePx;
  const bars = perDay.map((spent, index) => {
    const size = spent > 0 ? Math.max(leastPx, (roomPx * spent) / most) : 0;
    const x = (edgePx + index * stepPx).toFixed(1);
    const y = (heightPx - edgePx - size).toFixed(1);
    const fill = colourOf(perDay.length - 1 - index);
    return `<rect x="${x}" y="${y}" width="${(stepPx - gapPx).toFixed(1)}" height="${size.toFixed(1)}" rx="3" fill="${fill}"/>`;
  });
  const floor = heightPx - edgePx + 2;
  const line = `<path d="M${edgePx} ${floor}H${widthPx - edgePx}" stroke="#868e96" stroke-width="2"/>`;
  const size = `width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}"`;
  const paper = `<rect width="${widthPx}" height="${heightPx}" fill="#fff"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${paper}${bars.join("")}${line}</svg>`;
}

function colourOf(daysAgo: number): string {
  if (daysAgo === 0) return colours.today;
  return daysAgo < 7 ? colours.week : colours.month;
}
