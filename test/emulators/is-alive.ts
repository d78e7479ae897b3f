/** Is there a process of this number? Asked of whoever claims a folder. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Signal 0 only asks; a refusal means that there is someone to refuse it.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
