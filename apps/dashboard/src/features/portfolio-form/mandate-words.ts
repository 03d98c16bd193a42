import type { FrontierRequest, PortfolioRequest } from "@ansatz/contract";
import { option } from "./finance-command.ts";

interface Limits {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

/** "2" for at most 2, "1-3", "1-". */
function limitText({ minimum, maximum }: Limits): string {
  return minimum === undefined ? String(maximum ?? "") : `${minimum}-${maximum ?? ""}`;
}

/** Weights as "A=0.2,B=0.8". */
export function weightsText(weights: Readonly<Record<string, number>>): string {
  return Object.entries(weights)
    .map(([name, weight]) => `${name}=${weight}`)
    .join(",");
}

type MandateRequest = Pick<
  PortfolioRequest & FrontierRequest,
  "sectorLimits" | "groups" | "required" | "excluded" | "minimumWeight" | "maximumWeight" | "today"
> & { readonly maximumTurnover?: number | undefined };

const list = (names: readonly string[] | undefined): string | undefined =>
  names === undefined || names.length === 0 ? undefined : names.join(",");

/** The words that say what may be held. */
export function mandateWords(request: MandateRequest): string[] {
  const { sectorLimits = {}, groups = [], today } = request;
  const sectors = Object.entries(sectorLimits).map(([name, limits]) => `${name}=${limitText(limits)}`);
  return [
    ...option("--sector-limits", list(sectors)),
    ...groups.flatMap(({ name, assets, ...limits }) => [
      "--group",
      `${name}:${assets.join(",")}:${limitText(limits)}`,
    ]),
    ...option("--require", list(request.required)),
    ...option("--exclude", list(request.excluded)),
    ...option("--min-weight", request.minimumWeight, 0),
    ...option("--max-weight", request.maximumWeight, 1),
    ...(today && Object.keys(today).length > 0 ? ["--today", weightsText(today)] : []),
    ...option("--max-turnover", request.maximumTurnover),
  ];
}

interface SideFiles {
  readonly sectors?: Readonly<Record<string, string>> | undefined;
  readonly views?: readonly unknown[] | undefined;
}

/** Options that read what a command line cannot hold; the page offers their files. */
export function sideFileWords({ sectors, views }: SideFiles): string[] {
  return [
    ...(sectors && Object.keys(sectors).length > 0 ? ["--sectors", "sectors.json"] : []),
    ...(views && views.length > 0 ? ["--views", "views.json"] : []),
  ];
}

/** The files that {@link sideFileWords} speaks of. */
export function sideFiles({ sectors, views }: SideFiles) {
  const file = (name: string, value: unknown) => ({
    label: name,
    extension: "json",
    type: "application/json",
    text: () => `${JSON.stringify(value, null, 2)}\n`,
    fileName: name,
  });
  return [
    ...(sectors && Object.keys(sectors).length > 0 ? [file("sectors.json", sectors)] : []),
    ...(views && views.length > 0 ? [file("views.json", views)] : []),
  ];
}
