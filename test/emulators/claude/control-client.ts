/** The control protocol as calls, for tests in Node and inside workerd alike. */
import {
  CONTROL_HEADER,
  type RecordedRequest,
  type RecordedRequests,
  type Script,
} from "./control.ts";

export type ClaudeControl = {
  readonly script: (script: Script) => Promise<void>;
  readonly release: (name: string) => Promise<void>;
  /** Moves the clock of file expiry and prompt cache. */
  readonly advance: (ms: number) => Promise<void>;
  readonly reset: () => Promise<void>;
  readonly requests: (after?: number) => Promise<readonly RecordedRequest[]>;
};

export function controlClaude(claude: { baseUrl: string; controlKey: string }): ClaudeControl {
  const headers = { [CONTROL_HEADER]: claude.controlKey };

  async function call(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(`${claude.baseUrl}${path}`, { ...init, headers });
    if (response.ok) return response;
    throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  async function post(path: string, body: object): Promise<void> {
    const response = await call(path, { method: "POST", body: JSON.stringify(body) });
    await response.body?.cancel();
  }

  return {
    script: (script) => post("/sim/scripts", script),
    release: (name) => post("/sim/release", { name }),
    advance: (advanceMs) => post("/sim/clock", { advanceMs }),
    reset: () => post("/sim/reset", {}),
    requests: async (after = 0) => {
      const response = await call(`/sim/requests?after=${after}`, {});
      const { requests } = (await response.json()) as RecordedRequests;
      return requests;
    },
  };
}
