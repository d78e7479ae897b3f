/** main of the opt-in engine's worker: the sandbox, and nothing that can be reached from outside. */
export { PythonSandbox } from "./python-sandbox.ts";

export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler;
