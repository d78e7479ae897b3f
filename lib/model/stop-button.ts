/** The Stop button below a message that grows: which draft it stops, in Telegram's `callback_data` (1–64 bytes). */
const form = /^stop:(\d{1,10})$/;

export function stopData(draftId: number): string {
  return `stop:${draftId}`;
}

/** Null for any other button. Who presses may forge it: it means only what runs in the presser's own thread. */
export function parseStopData(data: string): number | null {
  const number = form.exec(data)?.[1];
  return number === undefined ? null : Number(number);
}
