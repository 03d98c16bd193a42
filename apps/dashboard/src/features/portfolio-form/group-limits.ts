import type { PortfolioRequest, PortfolioRequestInput } from "@ansatz/contract";
import { fromPercent, optional, toPercent, type NumberField } from "../../shared/form/number-field.ts";

/** Limits of a sector or a group: numbers of holdings for a selection, else percent of the money. */
export interface GroupDraft {
  readonly name: string;
  readonly minimum: NumberField;
  readonly maximum: NumberField;
}

export interface CustomGroupDraft extends GroupDraft {
  readonly assets: readonly string[];
}

/** Limits of sectors and of groups of one's own, as they are typed. */
export interface GroupLimitsDraft {
  readonly sectorLimits: readonly GroupDraft[];
  readonly groups: readonly CustomGroupDraft[];
}

type GroupFields = Pick<PortfolioRequestInput, "sectorLimits" | "groups">;

function limitsOf(group: GroupDraft, isCount: boolean): { minimum?: number; maximum?: number } {
  const read = (value: NumberField): NumberField => (isCount || value === "" ? value : fromPercent(value));
  return { ...optional("minimum", read(group.minimum)), ...optional("maximum", read(group.maximum)) };
}

/** The request's fields of a draft's limits; those without numbers are left out. */
export function groupFieldsOf(draft: GroupLimitsDraft, isCount: boolean): GroupFields {
  const sectors = draft.sectorLimits.filter(({ minimum, maximum }) => minimum !== "" || maximum !== "");
  const groups = draft.groups.filter(({ name, assets }) => name !== "" || assets.length > 0);
  return {
    ...(sectors.length === 0
      ? {}
      : { sectorLimits: Object.fromEntries(sectors.map((group) => [group.name, limitsOf(group, isCount)])) }),
    ...(groups.length === 0
      ? {}
      : {
          groups: groups.map((group) => ({
            name: group.name,
            assets: [...group.assets],
            ...limitsOf(group, isCount),
          })),
        }),
  };
}

/** The draft that a request's limits were made from. */
export function groupLimitsOf(
  { sectorLimits = {}, groups = [] }: Pick<PortfolioRequest, "sectorLimits" | "groups">,
  isCount: boolean,
): GroupLimitsDraft {
  const limit = (value: number | undefined): NumberField =>
    value === undefined ? "" : isCount ? value : toPercent(value);
  return {
    sectorLimits: Object.entries(sectorLimits).map(([name, { minimum, maximum }]) => ({
      name,
      minimum: limit(minimum),
      maximum: limit(maximum),
    })),
    groups: groups.map(({ name, assets, minimum, maximum }) => ({
      name,
      assets,
      minimum: limit(minimum),
      maximum: limit(maximum),
    })),
  };
}
