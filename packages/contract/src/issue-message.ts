import type { z } from "zod";

const longestValue = 60;

/** A value as JSON; undefined for one that has none, as a function, a cycle or a nesting beyond the stack. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** A received value as a message shows it. */
function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  const text = jsonOf(value);
  if (text === undefined) return typeof value;
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function quoted(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

/** What a limit counts: characters of a text, entries of a list, nothing for a number. */
function unitOf(origin: string): string {
  if (origin === "string") return " characters long";
  if (origin === "array") return " entries long";
  return "";
}

function limitMessage(
  word: "least" | "most",
  limit: number | bigint,
  { origin, inclusive, input }: { origin: string; inclusive?: boolean | undefined; input?: unknown },
): string {
  if (origin === "string" && limit === 1) return "must not be empty";
  const unit = unitOf(origin);
  const received =
    typeof input === "string" && origin === "string" && input.length > longestValue
      ? `${input.length} characters`
      : shown(input);
  const strictly = inclusive === false ? (word === "least" ? "above " : "below ") : `at ${word} `;
  return `must be ${strictly}${limit}${unit}, got ${received}`;
}

const typeNames: Readonly<Record<string, string>> = {
  int: "an integer",
  number: "a number",
  string: "a text",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  tuple: "a list",
};

/** Names of the fields that an object schema has, where the issue tells its schema. */
function fieldsOf(issue: z.core.$ZodRawIssue): string[] {
  const definition = (issue.inst as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def;
  return Object.keys(definition?.shape ?? {});
}

/**
 * What is wrong with a value, in the form `must be at most 10, got 99`: the allowed range, then the value received.
 * Undefined for issues that this does not know; those keep zod's text.
 */
export function issueMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type": {
      const expected = String(issue.expected);
      const wanted = `must be ${typeNames[expected] ?? expected}`;
      // A text of a query that is no number; what it was is not known any more.
      return Number.isNaN(issue.input) ? wanted : `${wanted}, got ${shown(issue.input)}`;
    }
    case "too_small":
      return limitMessage("least", issue.minimum, issue);
    case "too_big":
      return limitMessage("most", issue.maximum, issue);
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${quoted(issue.values)}, got ${shown(issue.input)}`;
    case "invalid_union": {
      // Only a union told apart by a field names it; its input is the whole object.
      if (typeof issue.discriminator !== "string") return undefined;
      const received = (issue.input as Record<string, unknown> | null)?.[issue.discriminator];
      const options: unknown = (issue as { options?: unknown }).options;
      return Array.isArray(options)
        ? `must be one of ${quoted(options)}, got ${shown(received)}`
        : `must name one of the known kinds, got ${shown(received)}`;
    }
    case "unrecognized_keys": {
      const fields = fieldsOf(issue);
      const known = fields.length === 0 ? "" : `; there are ${fields.join(", ")}`;
      return `unknown field${issue.keys.length > 1 ? "s" : ""} ${quoted(issue.keys)}${known}`;
    }
    default:
      return undefined;
  }
}
