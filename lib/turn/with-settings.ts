/** A turn that begins takes on what its person has chosen; from then on it keeps it, however often it is attempted. */
import type { Journal } from "../journal/journal.ts";
import { mergeSettings, type StoredSettings, settingsOf } from "../model/settings.ts";
import type { TurnState } from "../model/turn-state.ts";
import type { History } from "./history.ts";

/** Read while the window was open; what the thread itself was told since then is in the journal. */
export function withSettings(journal: Journal, turn: TurnState, { settings }: History): TurnState {
  if (turn.phase !== "sealed") return turn;
  const { onArrival: _ofTheThread, ...chosen } = settingsOf(learn(journal, settings.stored));
  return { ...turn, ...chosen };
}

/** So that the thread knows them too where neither cache nor Postgres answers. */
export function learn({ facts }: Journal, heard: StoredSettings): StoredSettings {
  const own = facts.settings();
  const newest = mergeSettings(own, heard);
  if (JSON.stringify(newest) !== JSON.stringify(own)) facts.writeSettings(newest);
  return newest;
}
