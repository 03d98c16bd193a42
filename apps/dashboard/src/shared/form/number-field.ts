/** A number field: "" while it is left to the default. */
export type NumberField = number | "";

/** What a number input holds as a field of a draft; texts that are no number count as empty. */
export function fromNumberInput(value: number | string): NumberField {
  if (typeof value === "number") return value;
  const number = Number(value);
  return value.trim() === "" || !Number.isFinite(number) ? "" : number;
}

/** A share typed in percent, with its rounding removed: 0.07 for 7. */
export function fromPercent(percent: number): number {
  return Number((percent / 100).toPrecision(14));
}

export function toPercent(share: number): number {
  return Number((share * 100).toPrecision(12));
}

/** A field of a request, left out while its draft is empty. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | "" | undefined,
): Partial<Record<Name, Value>> {
  return value === "" || value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}
