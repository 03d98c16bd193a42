import type { KernelMemory } from "../kernels/kernel-memory.ts";
import { excitationPairs, segmentPairs } from "./excitation-pairs.ts";
import {
  excitationWords,
  groupFields,
  groupKinds,
  pairWords,
  programFields,
  reductionChunks,
} from "./kernel-fields.ts";
import { splitExcitation, type SectorAnsatz, type SpinLadders } from "./sector-ansatz.ts";
import type { SectorLayout } from "./sector-layout.ts";
import type { PlacedLayout, SectorSystem } from "./sector-system.ts";

/** An ansatz compiled for a system. */
export interface SectorProgram {
  readonly pointer: number;
  readonly layout: PlacedLayout;
  readonly excitationCount: number;
  /** φ_k = angleFactors[k] · θ[parameters[k]]. */
  readonly angleFactors: Float64Array;
  readonly parameters: Int32Array;
  readonly parameterCount: number;
  readonly rotations: number;
  readonly partials: number;
  readonly energyPartials: number;
  readonly psi: number;
}

interface Group {
  readonly key: string;
  readonly kind: number;
  readonly firstExcitation: number;
  excitationCount: number;
  readonly pairs: { readonly pointer: number; readonly count: number };
}

/** Compiles an ansatz: consecutive excitations with the same α operators become one group. */
export function placeProgram(
  memory: KernelMemory,
  system: SectorSystem,
  ansatz: SectorAnsatz,
): SectorProgram {
  const { space, alpha, beta } = system;
  const reference = ansatz.reference ?? {
    alphaMask: 2 ** space.alphaCount - 1,
    betaMask: 2 ** space.betaCount - 1,
  };
  const alphaReference = alpha.indexOf(reference.alphaMask);
  const betaReference = beta.indexOf(reference.betaMask);
  const layout = system.layouts[alpha.labels[alphaReference] ^ beta.labels[betaReference]];

  const count = ansatz.excitations.length;
  const angleFactors = new Float64Array(count);
  const excitationRecords = new Int32Array(excitationWords * count);
  const groups: Group[] = [];
  const alphaPairs = createCache((ladders) => {
    const records = pairRecords(system, layout, ladders);
    return { pointer: memory.place(records), count: records.length / pairWords };
  });
  const betaPairs = createCache((ladders) => {
    const { segments, offsets } = segmentPairs(beta, excitationPairs(beta, ladders));
    return [memory.place(segments), memory.place(offsets)];
  });
  ansatz.excitations.forEach((excitation, index) => {
    const split = splitExcitation(excitation, space.orbitalCount);
    angleFactors[index] = split.sign * excitation.coefficient;
    const kind = split.beta.create.length === 0 ? groupKinds.rows : groupKinds.elements;
    if (kind === groupKinds.elements) excitationRecords.set(betaPairs(split.beta), excitationWords * index);
    const key = ladderKey(split.alpha);
    const last = groups.at(-1);
    if (last?.key === key && last.kind === kind && kind === groupKinds.elements) last.excitationCount++;
    else
      groups.push({ key, kind, firstExcitation: index, excitationCount: 1, pairs: alphaPairs(split.alpha) });
  });

  const groupWords = new Int32Array(groupFields.wordCount * groups.length);
  groups.forEach((group, index) => {
    const record = groupFields.wordCount * index;
    groupWords[record + groupFields.kind] = group.kind;
    groupWords[record + groupFields.firstExcitation] = group.firstExcitation;
    groupWords[record + groupFields.excitationCount] = group.excitationCount;
    groupWords[record + groupFields.pairs] = group.pairs.pointer;
    groupWords[record + groupFields.pairCount] = group.pairs.count;
  });

  const words = new Int32Array(programFields.wordCount);
  words[programFields.layout] = layout.pointer;
  words[programFields.groupCount] = groups.length;
  words[programFields.groups] = memory.place(groupWords);
  words[programFields.excitations] = memory.place(excitationRecords);
  const rotations = (words[programFields.rotations] = memory.allocate(16 * count));
  const partials = (words[programFields.partials] = memory.allocate(8 * reductionChunks * count));
  const psi = (words[programFields.psi] = memory.allocate(8 * layout.elementCount));
  words[programFields.lambda] = memory.allocate(8 * layout.elementCount);
  const energyPartials = (words[programFields.energyPartials] = memory.allocate(8 * reductionChunks));
  words[programFields.reference] = layout.rowBase[alphaReference] + 8 * betaReference;
  return {
    pointer: memory.place(words),
    layout,
    excitationCount: count,
    angleFactors,
    parameters: Int32Array.from(ansatz.excitations, ({ parameter }) => parameter),
    parameterCount: ansatz.parameterCount,
    rotations,
    partials,
    energyPartials,
    psi,
  };
}

function ladderKey({ create, annihilate }: SpinLadders): string {
  return `${create.join()}<${annihilate.join()}`;
}

function createCache<Value>(make: (ladders: SpinLadders) => Value): (ladders: SpinLadders) => Value {
  const known = new Map<string, Value>();
  return (ladders) => {
    const key = ladderKey(ladders);
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = make(ladders)));
    return value;
  };
}

/**
 * Four words an α pair: byte offsets of the source row and of the target row, column label of the source row, sign.
 * Pairs are ordered by the orbitals that the excitation leaves alone, so that a thread, which takes a contiguous
 * part, meets mostly the same rows from one factor to the next.
 */
function pairRecords({ alpha }: SectorSystem, layout: SectorLayout, ladders: SpinLadders): Int32Array {
  const { sources, targets, signs } = excitationPairs(alpha, ladders);
  const touched = [...ladders.create, ...ladders.annihilate].reduce(
    (mask, orbital) => mask | (1 << orbital),
    0,
  );
  const spectators = Array.from(sources, (source) => alpha.masks[source] & ~touched);
  const order = Array.from(spectators.keys()).sort((left, right) => spectators[left] - spectators[right]);
  const records = new Int32Array(pairWords * order.length);
  order.forEach((pair, position) => {
    const label = alpha.labels[sources[pair]] ^ layout.target;
    const record = [layout.rowBase[sources[pair]], layout.rowBase[targets[pair]], label, signs[pair]];
    records.set(record, pairWords * position);
  });
  return records;
}
