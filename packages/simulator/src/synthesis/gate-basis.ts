import { InvalidArgumentError } from "../errors.ts";
import { gateNames } from "../circuit/operation.ts";
import type { GateName } from "../circuit/operation.ts";
import type { EulerBasis } from "./euler-angles.ts";
import { entanglers } from "./entanglers.ts";
import type { Entangler } from "./entanglers.ts";

/** Bases of kinds of machines by name. */
export const basisPresets = {
  "u-cx": ["u", "cx"],
  "rz-sx-cx": ["rz", "sx", "x", "cx"],
  "rz-sx-cz": ["rz", "sx", "x", "cz"],
  "rz-sx-ecr": ["rz", "sx", "x", "ecr"],
  "rz-rx-iswap": ["rz", "rx", "iswap"],
  "trapped-ion": ["rx", "ry", "rz", "rxx"],
  "rz-ry-rzz": ["rz", "ry", "rzz"],
} as const satisfies Readonly<Record<string, readonly GateName[]>>;
export type BasisPreset = keyof typeof basisPresets;

/** Gates of a basis, or the name of a preset. */
export type BasisInput = readonly GateName[] | BasisPreset;

/** A universal set of gates and how it is used. gphase is always allowed. */
export interface GateBasis {
  readonly names: ReadonlySet<GateName>;
  /** How one-qubit unitaries are written. */
  readonly euler: EulerBasis;
  /** Whether the gate x may be used with `euler` zsx. */
  readonly withX: boolean;
  /** Two-qubit gates of the basis that unitaries are written in, the preferred one first; at least one. */
  readonly entanglers: readonly [Entangler, ...Entangler[]];
}

const eulerNeeds: readonly (readonly [EulerBasis, readonly GateName[]])[] = [
  ["u", ["u"]],
  ["zsx", ["rz", "sx"]],
  ["zyz", ["rz", "ry"]],
  ["zxz", ["rz", "rx"]],
  ["xyx", ["rx", "ry"]],
];

/**
 * The basis of a list of gates. It must hold one of: u; rz and sx (x is used too where it is there); rz and ry; rz and rx; rx
 * and ry. And at least one of cx, cz, ecr, iswap, rzz, rxx.
 * Throws {@link InvalidArgumentError} for an unknown gate or preset and for a basis that lacks one of the two.
 */
export function readBasis(input: BasisInput): GateBasis {
  const list: readonly GateName[] | undefined =
    typeof input === "string"
      ? (basisPresets as Readonly<Record<string, readonly GateName[]>>)[input]
      : input;
  if (!Array.isArray(list)) {
    throw new InvalidArgumentError(
      `basis must be a list of gates or one of ${Object.keys(basisPresets).join(", ")}, got ${String(input)}`,
      { field: "basis" },
    );
  }
  for (const name of list as readonly string[]) {
    if (!(gateNames as readonly string[]).includes(name)) {
      throw new InvalidArgumentError(`basis must hold gates of the table, got ${name}`, { field: "basis" });
    }
  }
  const names: ReadonlySet<GateName> = new Set(list as readonly GateName[]);
  const euler = eulerNeeds.find(([, needs]) => needs.every((name) => names.has(name)))?.[0];
  if (!euler) {
    throw new InvalidArgumentError(
      `basis must hold u, or rz and sx, or rz and ry, or rz and rx, or rx and ry, got ${[...names].join(", ")}`,
      { field: "basis" },
    );
  }
  const [first, ...others] = entanglers.filter((name) => names.has(name));
  if ((first as Entangler | undefined) === undefined) {
    throw new InvalidArgumentError(
      `basis must hold one of ${entanglers.join(", ")}, got ${[...names].join(", ")}`,
      { field: "basis" },
    );
  }
  return { names, euler, withX: names.has("x"), entanglers: [first, ...others] };
}
