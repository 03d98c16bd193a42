import { MandateError, type Moments } from "@ansatz/finance";

/** Changes of one letter that turn one text into another (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}

/** Up to three of the candidates that look most like a name. */
export function nearNames(name: string, candidates: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  return candidates
    .map((candidate) => {
      const lower = candidate.toLowerCase();
      const isPart = lower.startsWith(wanted) || wanted.startsWith(lower);
      return { candidate, distance: isPart ? 0.5 : editDistance(wanted, lower) };
    })
    .filter(({ distance }) => distance <= Math.max(0.5, wanted.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Finds assets by name. */
export interface AssetNames {
  /** Throws {@link MandateError} that names the field and what the name could have meant. */
  readonly indexOf: (name: string, field: string) => number;
  /** One number an asset, `rest` where the record has none. Throws as `indexOf`. */
  readonly toNumbers: (
    record: Readonly<Record<string, number>>,
    field: string,
    rest?: number,
  ) => Float64Array;
}

export function assetNames({ assets }: Pick<Moments, "assets">): AssetNames {
  const names = assets.map(({ name }) => name);
  const exact = new Map(names.map((name, index) => [name, index]));
  const lower = new Map(names.map((name, index) => [name.toLowerCase(), index]));
  const indexOf = (name: string, field: string): number => {
    const index = exact.get(name) ?? lower.get(name.toLowerCase());
    if (index !== undefined) return index;
    const near = nearNames(name, names);
    const known =
      near.length > 0
        ? `did you mean ${near.join(" or ")}?`
        : `the assets are ${names.slice(0, 8).join(", ")}${names.length > 8 ? `, … (${names.length})` : ""}`;
    throw new MandateError(`${field} must name assets of the table, got "${name}": ${known}`, {
      field,
      name,
    });
  };
  return {
    indexOf,
    toNumbers(record, field, rest = 0) {
      const numbers = new Float64Array(names.length).fill(rest);
      for (const [name, value] of Object.entries(record)) numbers[indexOf(name, field)] = value;
      return numbers;
    },
  };
}
