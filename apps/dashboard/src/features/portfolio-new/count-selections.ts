import type { AssetFacts } from "../market-worker/types.ts";
import { pickOf, type PortfolioDraft } from "./portfolio-draft.ts";

/** Selections that a mandate allows. */
export interface SelectionCount {
  readonly allowed: number;
  /** Whether groups or limits of changes, which are not counted, may allow fewer. */
  readonly isUpperBound: boolean;
  /** Assets that are neither required nor excluded. */
  readonly free: number;
  /** Free assets to pick, where the pick is one number. */
  readonly freePick: number | undefined;
}

/** Products of C(n, k) for k in [low, high], as coefficients of a polynomial in the number of holdings. */
function choices(count: number, low: number, high: number): number[] {
  const row: number[] = [];
  let binomial = 1;
  for (let k = 0; k <= count; k++) {
    row.push(k >= low && k <= high ? binomial : 0);
    binomial = (binomial * (count - k)) / (k + 1);
  }
  return row;
}

function multiply(a: readonly number[], b: readonly number[]): number[] {
  const product = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => b.forEach((y, j) => (product[i + j] += x * y)));
  return product;
}

/** How many selections a draft allows among the market's assets, sector by sector; undefined where that is not a selection. */
export function countSelections(
  draft: PortfolioDraft,
  assets: readonly AssetFacts[],
): SelectionCount | undefined {
  if (draft.form !== "selection") return undefined;
  const pick = pickOf(draft);
  if (pick === undefined || pick === "") return undefined;
  const [least, most] =
    typeof pick === "number" ? [pick, pick] : [pick.minimum ?? 0, pick.maximum ?? assets.length];
  const required = new Set(draft.required);
  const excluded = new Set(draft.excluded);
  const limits = new Map(draft.sectorLimits.map((limit) => [limit.name.toLowerCase(), limit]));
  const sectors = Map.groupBy(assets, ({ sector }) => sector ?? "");
  let polynomial = [1];
  for (const [sector, members] of sectors) {
    const limit = sector === "" ? undefined : (limits.get(sector.toLowerCase()) ?? limits.get("*"));
    const held = members.filter(({ name }) => required.has(name)).length;
    const free = members.filter(({ name }) => !required.has(name) && !excluded.has(name)).length;
    const low = limit === undefined || limit.minimum === "" ? 0 : limit.minimum - held;
    const high = limit === undefined || limit.maximum === "" ? Infinity : limit.maximum - held;
    polynomial = multiply(polynomial, choices(free, low, high));
  }
  const heldAll = assets.filter(({ name }) => required.has(name)).length;
  const free = assets.filter(({ name }) => !required.has(name) && !excluded.has(name)).length;
  const allowed = polynomial.reduce(
    (sum, count, held) => (held + heldAll >= least && held + heldAll <= most ? sum + count : sum),
    0,
  );
  return {
    allowed,
    isUpperBound: draft.groups.length > 0 || draft.maximumChanges !== "",
    free,
    freePick: least === most ? least - heldAll : undefined,
  };
}
