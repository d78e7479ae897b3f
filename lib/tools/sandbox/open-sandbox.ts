/** Fresh isolates for code nobody vouches for: no network, no bindings, a limit on CPU (Dynamic Workers). */

export type Sandboxes = {
  readonly loader: Pick<WorkerLoader, "load">;
  /** A part of a sandbox, as `npm run build` made it: its path within the assets. Rejects where it is missing. */
  readonly readPart: (path: string) => Promise<ArrayBuffer>;
};

export type SandboxPlan = {
  /** The folder of its parts. `main.js` among them is where it begins. */
  readonly folder: string;
  /** Names of the other parts: compiled where they end in `.wasm`, plain bytes otherwise. */
  readonly parts: readonly string[];
  readonly cpuMs: number;
};

/** Every call gives an isolate of its own, which ends when nothing refers to it any more. */
export async function openSandbox(around: Sandboxes, plan: SandboxPlan): Promise<WorkerStub> {
  const { folder, parts, cpuMs } = plan;
  const [main, ...bytes] = await Promise.all(
    ["main.js", ...parts].map((part) => around.readPart(`${folder}/${part}`)),
  );
  const modules = parts.map((part, index) => [part, moduleOf(part, bytes[index])] as const);
  return around.loader.load({
    compatibilityDate: "2026-10-15",
    mainModule: "main.js",
    modules: { "main.js": new TextDecoder().decode(main), ...Object.fromEntries(modules) },
    globalOutbound: null,
    limits: { cpuMs, subRequests: 0 },
  });
}

function moduleOf(part: string, bytes = new ArrayBuffer(0)): WorkerLoaderModule {
  return part.endsWith(".wasm") ? { wasm: bytes } : { data: bytes };
}
