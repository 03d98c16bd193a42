import { InvalidArgumentError } from "../errors.ts";
import { pauliProductsCommute, pauliProductsCommuteQubitWise } from "../operators/pauli-algebra.ts";
import type { PauliProduct } from "../operators/pauli-algebra.ts";
import type { PauliTerm } from "../operators/pauli-sum.ts";
import { colourDsatur, colourLargestFirst, createGraph } from "./graph-colouring.ts";

/**
 * Which products are measured together: none, those that commute on every qubit for itself (measured after one-qubit
 * gates), or all that commute (measured after a Clifford circuit).
 */
export const groupings = ["none", "qubit-wise", "general"] as const;
export type Grouping = (typeof groupings)[number];

/**
 * How the groups are formed: by inserting terms of descending coefficient into the first group that takes them, or by
 * colouring the graph of terms that do not commute, vertices of high degree first or by saturation (DSATUR).
 */
export const groupingStrategies = ["sorted-insertion", "largest-first", "dsatur"] as const;
export type GroupingStrategy = (typeof groupingStrategies)[number];

export interface GroupingOptions {
  /** By default "qubit-wise". */
  readonly grouping?: Grouping;
  /** By default "sorted-insertion", which mostly needs fewer shots for a given error; the others make fewer groups. */
  readonly strategy?: GroupingStrategy;
}

/** Throws {@link InvalidArgumentError} for names that are not of the lists, and gives the defaults. */
function readGroupingOptions({
  grouping = "qubit-wise",
  strategy = "sorted-insertion",
}: GroupingOptions): Required<GroupingOptions> {
  if (!groupings.includes(grouping)) {
    throw new InvalidArgumentError(`grouping must be one of ${groupings.join(", ")}, got ${grouping}`, {
      field: "grouping",
    });
  }
  if (!groupingStrategies.includes(strategy)) {
    throw new InvalidArgumentError(
      `strategy must be one of ${groupingStrategies.join(", ")}, got ${strategy}`,
      { field: "strategy" },
    );
  }
  return { grouping, strategy };
}

/**
 * Partitions terms into groups whose products commute with each other in the sense of `grouping`. The result depends on
 * the terms alone, not on chance.
 * Throws {@link InvalidArgumentError} for an unknown grouping or strategy.
 * Sources: Verteletskyi, Yen and Izmaylov, J. Chem. Phys. 152, 124114 (2020) (colouring); Crawford et al., Quantum 5,
 * 385 (2021) (sorted insertion); Brélaz, Commun. ACM 22, 251 (1979) (DSATUR).
 */
export function groupTerms(terms: readonly PauliTerm[], options: GroupingOptions = {}): PauliTerm[][] {
  const { grouping, strategy } = readGroupingOptions(options);
  if (grouping === "none") return terms.map((term) => [term]);
  const commute = grouping === "general" ? pauliProductsCommute : pauliProductsCommuteQubitWise;
  if (strategy === "sorted-insertion") return insertSorted(terms, commute);
  const graph = createGraph(terms.length, (a, b) => !commute(terms[a], terms[b]));
  const colours = strategy === "dsatur" ? colourDsatur(graph) : colourLargestFirst(graph);
  const groups: PauliTerm[][] = [];
  colours.forEach((colour, index) => (groups[colour] ??= []).push(terms[index]));
  return groups;
}

function insertSorted(
  terms: readonly PauliTerm[],
  commute: (a: PauliProduct, b: PauliProduct) => boolean,
): PauliTerm[][] {
  const size = ({ real, imaginary }: PauliTerm): number => Math.hypot(real, imaginary);
  const groups: PauliTerm[][] = [];
  for (const term of terms.toSorted((a, b) => size(b) - size(a))) {
    const group = groups.find((members) => members.every((member) => commute(member, term)));
    if (group) group.push(term);
    else groups.push([term]);
  }
  return groups;
}
