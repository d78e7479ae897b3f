/**
 * Preloaded into `wrangler dev`: ends its whole process group when the process that started it is gone.
 *
 * The parent holds the other end of stdin and never writes to it, so its end means the parent died,
 * even by SIGKILL. Only for processes started with `detached`, which lead their own group.
 */
process.stdin.on("end", () => process.kill(0, "SIGKILL"));
process.stdin.resume();
process.stdin.unref();
