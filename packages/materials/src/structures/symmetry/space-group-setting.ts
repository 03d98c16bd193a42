/** A setting of a space group as the tables list it. */
export interface SpaceGroupSetting {
  readonly hallNumber: number;
  readonly number: number;
  /** Such as "b1", "cab", "H", "R", "1", "2"; empty where a group has one setting. */
  readonly setting: string;
  readonly hallSymbol: string;
  readonly shortSymbol: string;
  readonly fullSymbol: string;
}

/** What a file says about its space group; at least one of the three. */
export interface StatedSetting {
  /** 1 to 230; 0 or undefined where it is not stated. */
  readonly number?: number | undefined;
  /** Hermann–Mauguin, perhaps with a setting as in "R -3 m :H". */
  readonly symbol?: string | undefined;
  /** Hall's symbol, which leaves nothing open. */
  readonly hallSymbol?: string | undefined;
  /** Whether the cell has hexagonal angles; tells the two settings of rhombohedral groups apart. */
  readonly isHexagonalCell?: boolean | undefined;
}

function normalise(symbol: string): string {
  return symbol.toLowerCase().replaceAll(/[\s_()]/g, "");
}

/** "P 1 21/n 1" is written "P 21/n" too. */
function symbolsOf({ shortSymbol, fullSymbol }: SpaceGroupSetting): string[] {
  const words = fullSymbol.split(" ");
  const bare = [words[0], ...words.slice(1).filter((word) => word !== "1")].join("");
  return [shortSymbol, fullSymbol, bare].map(normalise);
}

/**
 * The setting that a file means: by Hall's symbol if it gives one, else by its Hermann–Mauguin symbol within the stated
 * number. Among several (two origins, two axes) the one that the suffix names, else hexagonal axes where the cell has them,
 * else the second origin. Undefined where nothing fits; `isCertain` is false where an origin or axes were assumed.
 */
export function chooseSetting(
  settings: readonly SpaceGroupSetting[],
  stated: StatedSetting,
): { readonly setting: SpaceGroupSetting; readonly isCertain: boolean } | undefined {
  const { number = 0, symbol = "", hallSymbol = "", isHexagonalCell = false } = stated;
  const hall = settings.find(
    (setting) => hallSymbol !== "" && normalise(setting.hallSymbol) === normalise(hallSymbol),
  );
  if (hall !== undefined) return { setting: hall, isCertain: true };
  const [, name, suffix] = /^([^:]*):?(.*)$/.exec(normalise(symbol))!;
  const ofNumber = settings.filter((setting) => number === 0 || setting.number === number);
  if (name === "") {
    const first = number === 0 ? undefined : preferred(ofNumber, "", isHexagonalCell);
    return first === undefined ? undefined : { setting: first, isCertain: ofNumber.length === 1 };
  }
  const exact = ofNumber.filter((setting) => symbolsOf(setting).slice(1).includes(name));
  const matching = exact.length > 0 ? exact : ofNumber.filter((setting) => symbolsOf(setting).includes(name));
  const setting = preferred(matching, suffix, isHexagonalCell);
  if (setting === undefined) return undefined;
  const isNamed = suffix !== "" && setting.setting.toLowerCase() === suffix;
  const isByAxes = setting.setting === "H" || setting.setting === "R";
  // A short monoclinic symbol means the unique axis b.
  const isByConvention = /^b[123]?$/.test(setting.setting);
  return { setting, isCertain: matching.length === 1 || isNamed || isByAxes || isByConvention };
}

function preferred(
  settings: readonly SpaceGroupSetting[],
  suffix: string,
  isHexagonalCell: boolean,
): SpaceGroupSetting | undefined {
  const bySetting = (wanted: string): SpaceGroupSetting | undefined =>
    settings.find(({ setting }) => setting.toLowerCase() === wanted);
  return (
    (suffix === "" ? undefined : bySetting(suffix)) ??
    bySetting(isHexagonalCell ? "h" : "r") ??
    bySetting("2") ??
    settings.at(0)
  );
}
