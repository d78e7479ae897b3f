/** The media worker: makes of one attachment what Claude can use, in an invocation of its own. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { pricesOf } from "../lib/billing/prices.ts";
import type { FileRequest } from "../lib/files/ports.ts";
import { receiveFile } from "../lib/files/receive-file.ts";
import type { MediaOutcome } from "../lib/model/attachment.ts";
import { servicesOf } from "./compose.ts";
import type { Env } from "./env.ts";
import { filePorts } from "./file-ports.ts";

export type MediaRequest = Pick<FileRequest, "attachment" | "owner"> & {
  /** Of the prices it was ordered under; absent in orders of earlier versions. */
  readonly priceVersion?: string | undefined;
};

export class MediaWorker extends WorkerEntrypoint<Env> {
  receive({ priceVersion, ...request }: MediaRequest): Promise<MediaOutcome> {
    const services = servicesOf(this.env);
    const nowMs = services.clock.now();
    const ports = filePorts(this.env, services, pricesOf(priceVersion));
    return receiveFile(ports, { ...request, nowMs });
  }
}
