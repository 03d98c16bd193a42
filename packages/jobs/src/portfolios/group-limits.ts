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

/**
 * The limits of sectors and groups that a request states, "*" spread over the sectors without one of their own.
 *
 * @throws MandateError for a sector or an asset that there is none of, or a limit without minimum and maximum.
 */
export function groupLimitsOf(
  moments: Moments,
  { sectorLimits = {}, groups = [] }: GroupRequest,
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
  for (const { name, minimum, maximum } of limits) {
    if (minimum !== undefined || maximum !== undefined) continue;
    throw new MandateError(`the limit of "${name}" must have a minimum or a maximum`, { name });
  }
  return limits;
}
