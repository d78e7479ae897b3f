/** The expected ways a start can fail: shown to the person as one line, without a stack. */

/** `message` is that line; it names what to do about it. */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
}
