/** Dates as people read them; Telegram's are Unix seconds. */

const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
});
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const dayMonth = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "long",
});
const fullDate = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "long",
  year: "numeric",
});

const dayMs = 86_400_000;

export const timeText = (unixSeconds: number): string => clock.format(unixSeconds * 1000);

export const dayKey = (unixSeconds: number): string => new Date(unixSeconds * 1000).toDateString();

const daysAgo = (unixSeconds: number, nowMs: number): number => {
  const midnight = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
  return Math.round((midnight(nowMs) - midnight(unixSeconds * 1000)) / dayMs);
};

/** The pill between two days of a conversation. */
export const dayText = (unixSeconds: number, nowMs: number): string => {
  const days = daysAgo(unixSeconds, nowMs);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return (days < 300 ? dayMonth : fullDate).format(unixSeconds * 1000);
};

/** The corner of a chat list row. */
export const listTimeText = (unixSeconds: number, nowMs: number): string => {
  const days = daysAgo(unixSeconds, nowMs);
  if (days === 0) return timeText(unixSeconds);
  return (days < 7 ? weekday : dayMonth).format(unixSeconds * 1000);
};

/** 75 → "1:15". */
export const durationText = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

export const sizeText = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} kB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
};
