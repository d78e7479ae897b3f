/** A request to the control side that makes no sense in this world; answered 400 with its message. */
export class Refusal extends Error {}
