import { createHash } from "node:crypto";
import type { TrainedModel } from "@ansatz/contract";

/** JSON with the names of every object in order: the same text for equal values, wherever they were stored. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** The version of a model's content: twelve hexadecimal digits of its SHA-256. When it was trained does not count. */
export function modelVersion(model: Omit<TrainedModel, "version" | "trainedAt">): string {
  const content = { ...model, version: undefined, trainedAt: undefined };
  return createHash("sha256").update(canonicalJson(content)).digest("hex").slice(0, 12);
}
