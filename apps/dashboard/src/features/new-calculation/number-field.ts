import type { NumberField } from "./draft.ts";

/** What a number input holds as a field of the draft; texts that are no number count as empty. */
export function fromNumberInput(value: number | string): NumberField {
  if (typeof value === "number") return value;
  const number = Number(value);
  return value.trim() === "" || !Number.isFinite(number) ? "" : number;
}
