/** The chat page: `GET /?key=…` signs the browser in with a cookie, then static files are served. */

import { timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";

const COOKIE = "sim-key";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

export function pageRoutes(controlKey: string, pageDir: string | undefined): Hono {
  const app = new Hono();
  app.get("/", async (context, next) => {
    const key = context.req.query("key");
    if (key === undefined) {
      await next();
      return;
    }
    if (!isSame(key, controlKey))
      return context.text("This key is not the one printed at the start.", 403);
    setCookie(context, COOKIE, controlKey, { httpOnly: true, sameSite: "Strict", path: "/" });
    return serveStatic(context, pageDir);
  });
  app.get("/*", requireKey(controlKey), (context) => serveStatic(context, pageDir));
  return app;
}

/** Lets a request pass that carries the control key in its header or in the page's cookie. */
export function requireKey(controlKey: string): MiddlewareHandler {
  return async (context, next) => {
    const given = context.req.header("x-sim-key") ?? getCookie(context, COOKIE) ?? "";
    if (isSame(given, controlKey)) return next();
    return context.json({ error: "The control key is missing or wrong" }, 403);
  };
}

async function serveStatic(context: Context, pageDir: string | undefined): Promise<Response> {
  if (pageDir === undefined) return context.text("This emulator has no chat page.", 404);
  const path = normalize(decodeURIComponent(context.req.path));
  const file = join(pageDir, path.endsWith(sep) ? "index.html" : path);
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return context.text("Not found", 404);
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  return context.body(new Uint8Array(bytes), 200, { "content-type": type });
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
