/** Tools of a deployment where nothing optional is configured. */
import { nanoUsd } from "../../lib/model/money.ts";
import type { Engines } from "../../lib/tools/registry.ts";

export const noEngines: Engines = {
  drawing: null,
  listener: null,
  python: null,
  analyst: {
    ask: async () => ({ kind: "failed", reason: "unavailable" }),
    estimateNanoUsd: () => nanoUsd(0),
  },
  preview: {
    fitPicture: async () => null,
    readPdf: async () => null,
    showPicture: async () => "file_none",
  },
};
