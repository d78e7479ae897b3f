/** Turns what zod found into the one sentence Claude's API answers with. */
import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** E.g. `messages.0.content.1.text: Field required`. */
export function explainIssues(error: z.ZodError): string {
  const [first] = error.issues;
  return first === undefined ? "Invalid request" : explain(first, []);
}

function explain(issue: Issue, parents: readonly PropertyKey[]): string {
  const path = [...parents, ...issue.path];
  if (issue.code === "invalid_union") {
    const branch = mostSpecific(issue.errors);
    if (branch !== undefined) return explain(branch, path);
    return `${place(path)}Input tag does not match any of the expected tags`;
  }
  if (issue.code === "unrecognized_keys") {
    return `${place([...path, ...issue.keys.slice(0, 1)])}Extra inputs are not permitted`;
  }
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) {
    return `${place(path)}Field required`;
  }
  return `${place(path)}${issue.message}`;
}

/** Of the alternatives, the one that got furthest: the caller most likely meant that. */
function mostSpecific(branches: readonly (readonly Issue[])[]): Issue | undefined {
  const firsts = branches.flatMap((issues) => issues.slice(0, 1));
  return firsts.toSorted((a, b) => b.path.length - a.path.length)[0];
}

function place(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "" : `${path.map(String).join(".")}: `;
}
