/** Tells `ctx.exports` what this worker exports, and bindings their types. */
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import("./index.ts");
    durableNamespaces: "Batcher" | "Account";
  }
}
