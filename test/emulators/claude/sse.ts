/** The event stream on the wire, with the faults a script asks for. */
import { errorEnvelope } from "./api-error.ts";
import type { BodyWriter } from "./body-writer.ts";
import type { Fault } from "./control.ts";
import type { LogEntry } from "./request-log.ts";

export type StreamEvent = { readonly type: string };

export type Stream = {
  readonly body: BodyWriter;
  readonly fault: Fault | undefined;
  readonly log: LogEntry;
  readonly requestId: string;
};

export async function writeStream(
  events: AsyncIterable<StreamEvent>,
  stream: Stream,
): Promise<void> {
  const { body, fault, log, requestId } = stream;
  let deltas = 0;
  for await (const event of events) {
    if (fault !== undefined && isDue(fault, event, deltas)) {
      if (fault.type === "error_event") {
        await body.write(sse("error", errorEnvelope(fault.error, requestId)));
      }
      return;
    }
    if (event.type === "message_start") log.started(200);
    if (event.type === "content_block_delta") {
      deltas += 1;
      log.delta();
    }
    if (!(await body.write(sse(event.type, event)))) return;
  }
}

/** A fault that counts more deltas than there are strikes at the last moment, so that it never goes unnoticed. */
function isDue(fault: Fault, event: StreamEvent, deltas: number): boolean {
  if (fault.type === "cut" || event.type === "message_start" || event.type === "ping") return false;
  return event.type === "message_stop" || deltas >= (fault.afterDeltas ?? Number.POSITIVE_INFINITY);
}

function sse(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
