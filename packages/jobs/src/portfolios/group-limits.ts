import type { PortfolioRequest } from "@ansatz/contract";
import { MandateError, type GroupLimit, type Moments } from "@ansatz/finance";
import { assetNames, nearNames } from "./asset-names.ts";

type GroupRequest = Pick<PortfolioRequest, "sectorLimits" | "groups">;

/** A limit without the members that a request leaves out. */
function limitsOf({
  minimum,
  maximum,
}: {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}): { minimum?: number; maximum?: number } {
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}

/** Refuses a limit in another unit than the one that counts, which would forbid everything or nothing unnoticed. */
function checkUnit({ name, ...limit }: GroupLimit, unit: "holdings" | "shares"): void {
  for (const end of ["minimum", "maximum"] as const) {
    const value = limit[end];
    if (value === undefined) continue;
    const isRight = unit === "holdings" ? Number.isInteger(value) : value <= 1;
    if (isRight) continue;
    const range =
      unit === "holdings"
        ? "a whole number of holdings for the form selection (shares limit weights and lots)"
        : "a share of the weights in [0, 1], as 0.3 for 30 % (numbers of holdings limit selections)";
    throw new MandateError(`${end} of "${name}" must be ${range}, got ${value}`, { name, [end]: value });
  }
}

/**
 * The limits of sectors and groups that a request states, "*" spread over the sectors without one of their own; `unit` is
 * what they count.
 *
 * @throws MandateError for a sector or an asset that there is none of, a limit without minimum and maximum, or one that
 * cannot be meant in the unit.
 */
export function groupLimitsOf(
  moments: Moments,
  { sectorLimits = {}, groups = [] }: GroupRequest,
  unit: "holdings" | "shares",
): GroupLimit[] {
  const { indexOf } = assetNames(moments);
  const sectors = [...new Set(moments.assets.flatMap(({ sector }) => sector ?? []))];
  const bySector = new Map<string, { minimum?: number; maximum?: number }>();
  const everyOther = Object.hasOwn(sectorLimits, "*") ? sectorLimits["*"] : undefined;
  if (Object.keys(sectorLimits).length > 0 && sectors.length === 0) {
    throw new MandateError(
      "sectorLimits need sectors, and the assets have none: name them in a row of the table or in the field sectors",
      { field: "sectorLimits" },
    );
  }
  for (const [name, limit] of Object.entries(sectorLimits)) {
    if (name === "*") continue;
    const sector = sectors.find((known) => known.toLowerCase() === name.toLowerCase());
    if (sector === undefined) {
      const near = nearNames(name, sectors);
      const hint =
        near.length > 0 ? `did you mean ${near.join(" or ")}?` : `the sectors are ${sectors.join(", ")}`;
      throw new MandateError(`sectorLimits must name sectors of the assets, got "${name}": ${hint}`, {
        field: "sectorLimits",
        name,
      });
    }
    bySector.set(sector, limitsOf(limit));
  }
  if (everyOther) {
    for (const sector of sectors) if (!bySector.has(sector)) bySector.set(sector, limitsOf(everyOther));
  }
  const limits: GroupLimit[] = [...bySector].map(([sector, limit]) => ({
    name: sector,
    assets: moments.assets.flatMap((asset, index) => (asset.sector === sector ? [index] : [])),
    ...limit,
  }));
  for (const [place, { name, assets, ...limit }] of groups.entries()) {
    const members = assets.map((asset) => indexOf(asset, `groups[${place}].assets`));
    limits.push({ name, assets: [...new Set(members)], ...limitsOf(limit) });
  }
  for (const limit of limits) {
    checkUnit(limit, unit);
    const { name, minimum, maximum } = limit;
    if (minimum !== undefined || maximum !== undefined) continue;
    throw new MandateError(`the limit of "${name}" must have a minimum or a maximum`, { name });
  }
  return limits;
}
