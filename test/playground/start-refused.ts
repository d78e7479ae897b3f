/** The expected ways a command can end before its work: shown to the person as it is, without a stack. */

/** `message` is one line; it names what to do about it. */
export class StartRefused extends Error {
  override readonly name: string = "StartRefused";
}

/** Nothing went wrong: `message` is what was asked for. */
export class HelpWanted extends StartRefused {
  override readonly name = "HelpWanted";
}

/** Says why the command ends, and with which code its process is to exit. */
export function sayWhy(error: unknown): 0 | 1 {
  if (error instanceof HelpWanted) {
    console.log(error.message);
    return 0;
  }
  console.error(error instanceof StartRefused ? error.message : error);
  return 1;
}
