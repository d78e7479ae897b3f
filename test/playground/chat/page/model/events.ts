/** The stream of events: opened again whenever it breaks, starting over from a snapshot. */
import type { ChatEvent } from "../../../../emulators/telegram/control.ts";
import type { Connection } from "./view-state.ts";

export type EventSink = {
  readonly event: (event: ChatEvent) => void;
  readonly connection: (connection: Connection) => void;
};

const retryMs = 1000;

/** EventSource hides why it failed; a plain request tells a restart from a wrong key. */
const whyClosed = async (): Promise<Connection> => {
  try {
    const { status } = await fetch("/sim/state");
    return status === 401 || status === 403 ? "locked" : "connecting";
  } catch {
    return "connecting";
  }
};

export const followEvents = (sink: EventSink): void => {
  const source = new EventSource("/sim/events");
  source.onmessage = ({ data }: MessageEvent<string>) => {
    sink.connection("online");
    sink.event(JSON.parse(data) as ChatEvent);
  };
  source.onerror = () => {
    source.close();
    setTimeout(followEvents, retryMs, sink);
    void whyClosed().then(sink.connection);
  };
};
