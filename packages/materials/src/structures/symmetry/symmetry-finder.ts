import {
  analyze_cell,
  hall_symbol_entries_from_number,
  initSync,
  operations_from_number,
} from "@spglib/moyo-wasm";
import { StructureError } from "../../errors.ts";
import type { Crystal, SpaceGroup } from "../crystal.ts";
import { chooseSetting, type SpaceGroupSetting, type StatedSetting } from "./space-group-setting.ts";
import type { SymmetryOperation } from "./symmetry-operation.ts";

/** What the search for symmetry finds. */
export interface FoundSymmetry extends SpaceGroup {
  /** "cF8": crystal system, centring, atoms of the conventional cell. */
  readonly pearsonSymbol: string;
  /** Symmetry operations in the given cell. */
  readonly operationCount: number;
  /** For each site the index of the first one that symmetry makes equal to it. */
  readonly orbits: readonly number[];
  readonly wyckoffLetters: readonly string[];
}

/** Finds the space groups of crystals. */
export interface SymmetryFinder {
  /**
   * The space group of a crystal.
   *
   * @param tolerance Å by which sites may miss their symmetric place. Default 0.01.
   * @throws StructureError where none can be determined, as for sites that coincide.
   */
  readonly find: (crystal: Crystal, tolerance?: number) => FoundSymmetry;
  /**
   * All operations of the setting of a space group that a file states, and whether something had to be assumed (the second
   * of two origins); undefined where no setting fits.
   */
  readonly operations: (stated: StatedSetting) => FoundOperations | undefined;
}

export interface FoundOperations {
  readonly operations: readonly SymmetryOperation[];
  readonly number: number;
  /** Hall's symbol of the setting. */
  readonly hallSymbol: string;
  readonly isCertain: boolean;
}

/** Elements and occupancies of each site as a number: equal mixtures have equal numbers. */
function kinds(crystal: Crystal): number[] {
  const numbers = new Map<string, number>();
  return crystal.sites.map(({ species }) => {
    const key = species
      .map(({ element, occupancy }) => `${element}:${occupancy.toFixed(4)}`)
      .toSorted()
      .join(" ");
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
    return numbers.get(key)!;
  });
}

function listSettings(): SpaceGroupSetting[] {
  return Array.from({ length: 230 }, (_, index) => hall_symbol_entries_from_number(index + 1))
    .flat()
    .map((entry) => ({
      hallNumber: entry.hall_number,
      number: entry.number,
      setting: entry.setting,
      hallSymbol: entry.hall_symbol,
      shortSymbol: entry.hm_short,
      fullSymbol: entry.hm_full,
    }));
}

/**
 * A finder of space groups on top of moyo (the successor of spglib in Rust).
 *
 * @param wasm The bytes of the file moyo_wasm_bg.wasm of the npm package @spglib/moyo-wasm, or the module compiled from
 * them: a page fetches it as an asset, `loadSymmetryFinder` of the node entry reads it. The first one given serves all
 * finders.
 */
export function createSymmetryFinder(wasm: BufferSource | WebAssembly.Module): SymmetryFinder {
  initSync({ module: wasm });
  let settings: SpaceGroupSetting[] | undefined;
  return {
    operations: (stated) => {
      settings ??= listSettings();
      const chosen = chooseSetting(settings, stated);
      if (chosen === undefined) return undefined;
      const { number, hallNumber, hallSymbol } = chosen.setting;
      const found = operations_from_number(number, { type: "HallNumber", value: hallNumber }, false);
      const operations = found.map(({ rotation, translation }): SymmetryOperation => ({
        // Column-major.
        rotation: [
          [rotation[0], rotation[3], rotation[6]],
          [rotation[1], rotation[4], rotation[7]],
          [rotation[2], rotation[5], rotation[8]],
        ],
        translation,
      }));
      return { operations, number, hallSymbol, isCertain: chosen.isCertain };
    },
    find: (crystal, tolerance = 0.01) => {
      if (!(tolerance > 0 && tolerance <= 1)) {
        throw new StructureError(`tolerance must be in (0, 1] Å, got ${tolerance}`, { tolerance });
      }
      const cell = {
        lattice: { basis: crystal.lattice.flat() },
        positions: crystal.sites.map(({ fractional }) => fractional),
        numbers: kinds(crystal),
      };
      try {
        const found = analyze_cell(JSON.stringify(cell), tolerance, "Standard");
        return {
          number: found.number,
          symbol: found.hm_symbol,
          pearsonSymbol: found.pearson_symbol,
          operationCount: found.operations.length,
          orbits: found.orbits,
          wyckoffLetters: found.wyckoffs,
        };
      } catch (cause) {
        throw new StructureError(
          `the space group of ${crystal.name} could not be determined at a tolerance of ${tolerance} Å: sites may coincide; try another tolerance`,
          { name: crystal.name, tolerance },
          { cause },
        );
      }
    },
  };
}
