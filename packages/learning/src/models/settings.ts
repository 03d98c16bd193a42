import { ModelError } from "../errors.ts";
import type { Settings } from "./model.ts";

export interface SettingRange {
  readonly least?: number;
  /** Instead of `least`: the value must be greater. */
  readonly above?: number;
  readonly most?: number;
  readonly isWhole?: boolean;
  readonly fallback: number;
}

/** @throws ModelError where the setting is not a number in its range; names model, setting and range. */
export function numberSetting(model: string, settings: Settings, name: string, range: SettingRange): number {
  const value = settings[name] ?? range.fallback;
  const { least = -Infinity, above = -Infinity, most = Infinity, isWhole = false } = range;
  const isInside =
    typeof value === "number" && value >= least && value > above && value <= most && !Number.isNaN(value);
  if (!isInside || (isWhole && !Number.isInteger(value))) {
    const lower = range.above === undefined ? `[${least}` : `(${above}`;
    throw new ModelError(
      `${name} of ${model} must be a ${isWhole ? "whole " : ""}number in ${lower}, ${most}], got ${String(value)}`,
      { model, setting: name },
    );
  }
  return value;
}

/** @throws ModelError where the setting is none of the choices. */
export function choiceSetting<const Choice extends string>(
  model: string,
  settings: Settings,
  name: string,
  choices: readonly Choice[],
): Choice {
  const value = settings[name] ?? choices[0];
  const choice = choices.find((known) => known === value);
  if (choice === undefined) {
    throw new ModelError(`${name} of ${model} must be one of ${choices.join(", ")}, got ${String(value)}`, {
      model,
      setting: name,
    });
  }
  return choice;
}

/** Every combination, the last axis fastest; the first is made of the firsts. */
export function settingsGrid(...axes: readonly (readonly Settings[])[]): Settings[] {
  return axes.reduce<Settings[]>(
    (grid, axis) => grid.flatMap((settings) => axis.map((more) => ({ ...settings, ...more }))),
    [{}],
  );
}

/** One axis of a grid: a setting with its values. */
export function axis(name: string, values: readonly (number | string | boolean)[]): Settings[] {
  return values.map((value) => ({ [name]: value }));
}
