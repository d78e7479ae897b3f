/** `npm run build`: what cannot be made while the worker is bundled. Wrangler runs it before it starts or deploys. */
import { buildSandboxes } from "./sandboxes/build-sandboxes.ts";

await buildSandboxes(async (work) => {
  const startedMs = performance.now();
  console.log("Building the sandboxes of Python and SVG …");
  await work();
  console.log(`Built in ${Math.round((performance.now() - startedMs) / 1000)} s.`);
});
process.exit();
