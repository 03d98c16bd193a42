import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import { gateNames } from "../circuit/operation.ts";
import type { GateName } from "../circuit/operation.ts";
import { channelQubitCount } from "./channel.ts";
import type { Channel } from "./channel.ts";
import { checkChannel, checkKeys, failNoise, readList, readNumber, readObject } from "./check-channel.ts";
import type {
  ChannelPlacement,
  GateNoiseRule,
  IdleNoise,
  MeasurementNoiseRule,
  NoiseModel,
  NoisyGateName,
  ResetNoiseRule,
} from "./noise-model.ts";

const noisyGateNames: readonly string[] = [...gateNames, "pauli", "unitary", "diagonal", "permutation"];
const confusionTolerance = 1e-9;
/** Qubits of a correlated confusion matrix at most: it has 4^k entries. */
const greatestConfusedQubits = 8;

/** A list of different integers of at least 0. */
function readIndices(value: unknown, field: string): readonly number[] {
  const list = readList(value, field).map((entry, at) => {
    if (!Number.isInteger(entry) || (entry as number) < 0) {
      failNoise(`${field}[${at}]`, ` must be an integer of at least 0, got ${String(entry)}`);
    }
    return entry as number;
  });
  if (list.length === 0) failNoise(field, " must not be empty: leave it out to match all qubits");
  if (new Set(list).size !== list.length)
    failNoise(field, ` must hold different numbers, got ${list.join(", ")}`);
  return Object.freeze(list);
}

const present = <Key extends string, T>(key: Key, value: T | undefined): { readonly [K in Key]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: T };

function readChannels(value: unknown, field: string): readonly Channel[] {
  return Object.freeze(
    readList(value, field).map((entry, index) => {
      const channel = checkChannel(entry, `${field}[${index}]`);
      if (channelQubitCount(channel) !== 1)
        failNoise(`${field}[${index}]`, " must act on one qubit, got a channel on 2");
      return channel;
    }),
  );
}

function readDuration(value: unknown, field: string): number | undefined {
  return value === undefined ? undefined : readNumber(value, `${field}.duration`, 0);
}

function readGateNames(value: unknown, field: string): readonly NoisyGateName[] {
  const list = readList(value, field);
  if (list.length === 0) failNoise(field, " must not be empty: leave it out to match all gates");
  return Object.freeze(
    list.map((name) => {
      if (!noisyGateNames.includes(name as string)) {
        failNoise(field, ` must hold names of ${noisyGateNames.join(", ")}, got ${JSON.stringify(name)}`);
      }
      return name as NoisyGateName;
    }),
  );
}

function readPlacement(value: unknown, operands: number | undefined, field: string): ChannelPlacement {
  const placement = readObject(value, field);
  checkKeys(placement, ["channel", "on"], field);
  const channel = checkChannel(placement.channel, `${field}.channel`);
  const count = channelQubitCount(channel);
  const on = placement.on === undefined ? undefined : readIndices(placement.on, `${field}.on`);
  const greatest = on === undefined ? -1 : Math.max(...on);
  if (operands !== undefined && greatest >= operands) {
    failNoise(`${field}.on`, ` must hold positions in [0, ${operands - 1}], got ${greatest}`);
  }
  const places = on?.length ?? operands;
  if (count === 2 && places !== undefined && places !== 2) {
    failNoise(
      field,
      `: a channel on 2 qubits needs an operation on 2 or a list \`on\` of 2 positions, got ${places}`,
    );
  }
  return Object.freeze({ channel, ...present("on", on) });
}

function readGateRule(value: unknown, field: string): GateNoiseRule {
  const rule = readObject(value, field);
  checkKeys(rule, ["gates", "qubits", "anyOrder", "qubitCount", "duration", "noise"], field);
  const gates = rule.gates === undefined ? undefined : readGateNames(rule.gates, `${field}.gates`);
  const qubits = rule.qubits === undefined ? undefined : readIndices(rule.qubits, `${field}.qubits`);
  const { anyOrder, qubitCount } = rule;
  if (anyOrder !== undefined && typeof anyOrder !== "boolean")
    failNoise(`${field}.anyOrder`, ` must be true or false, got ${JSON.stringify(anyOrder)}`);
  if (qubitCount !== undefined && (!Number.isInteger(qubitCount) || (qubitCount as number) < 1)) {
    failNoise(`${field}.qubitCount`, ` must be an integer of at least 1, got ${JSON.stringify(qubitCount)}`);
  }
  if (qubits && qubitCount !== undefined && qubits.length !== qubitCount) {
    failNoise(
      field,
      `: qubitCount must be the length of qubits, ${qubits.length}, got ${JSON.stringify(qubitCount)}`,
    );
  }
  const selectors = {
    ...present("gates", gates),
    ...present("qubits", qubits),
    ...present("anyOrder", anyOrder),
    ...present("qubitCount", qubitCount as number | undefined),
  };
  const operands = selectors.qubitCount ?? qubits?.length;
  for (const name of gates ?? []) {
    if (operands === undefined || !(gateNames as readonly string[]).includes(name)) continue;
    const fewest = gateQubitCount(gateTable[name as GateName]);
    if (fewest > operands)
      failNoise(field, `: ${name} acts on ${fewest} qubits, but the rule is for ${operands}`);
  }
  return Object.freeze({
    ...selectors,
    ...present("duration", readDuration(rule.duration, field)),
    noise: Object.freeze(
      readList(rule.noise, `${field}.noise`).map((entry, index) =>
        readPlacement(entry, operands, `${field}.noise[${index}]`),
      ),
    ),
  });
}

function readConfusion(
  value: unknown,
  qubits: readonly number[] | undefined,
  field: string,
): readonly (readonly number[])[] {
  const rows = readList(value, field);
  const count = Math.log2(rows.length);
  if (!Number.isInteger(count) || count < 1 || count > greatestConfusedQubits) {
    failNoise(
      field,
      ` must have 2^k rows for k in [1, ${greatestConfusedQubits}] qubits, got ${rows.length} rows`,
    );
  }
  if (count > 1 && qubits?.length !== count) {
    failNoise(
      field,
      ` of ${rows.length} rows needs a list \`qubits\` of ${count}, got ${qubits ? qubits.length : "none"}`,
    );
  }
  return Object.freeze(
    rows.map((row, actual) => {
      const where = `${field}[${actual}]`;
      const entries = readList(row, where).map((entry, read) => readNumber(entry, `${where}[${read}]`, 0, 1));
      if (entries.length !== rows.length)
        failNoise(where, ` must have ${rows.length} entries, got ${entries.length}`);
      const sum = entries.reduce((total, entry) => total + entry, 0);
      if (Math.abs(sum - 1) > confusionTolerance)
        failNoise(where, ` must add up to 1 (the probabilities of reading each outcome), got ${sum}`);
      return Object.freeze(entries);
    }),
  );
}

function readMeasurementRule(value: unknown, field: string): MeasurementNoiseRule {
  const rule = readObject(value, field);
  checkKeys(rule, ["qubits", "duration", "noise", "confusion"], field);
  const qubits = rule.qubits === undefined ? undefined : readIndices(rule.qubits, `${field}.qubits`);
  return Object.freeze({
    ...present("qubits", qubits),
    ...present("duration", readDuration(rule.duration, field)),
    ...present("noise", rule.noise === undefined ? undefined : readChannels(rule.noise, `${field}.noise`)),
    ...present(
      "confusion",
      rule.confusion === undefined ? undefined : readConfusion(rule.confusion, qubits, `${field}.confusion`),
    ),
  });
}

function readResetRule(value: unknown, field: string): ResetNoiseRule {
  const rule = readObject(value, field);
  checkKeys(rule, ["qubits", "duration", "noise"], field);
  return Object.freeze({
    ...present("qubits", rule.qubits === undefined ? undefined : readIndices(rule.qubits, `${field}.qubits`)),
    ...present("duration", readDuration(rule.duration, field)),
    noise: readChannels(rule.noise, `${field}.noise`),
  });
}

function readIdle(value: unknown, field: string): IdleNoise {
  const idle = readObject(value, field);
  if (idle.kind === "layer") {
    checkKeys(idle, ["kind", "channel", "layers", "includesActive"], field);
    const { layers, includesActive } = idle;
    if (layers !== "all" && layers !== "multi-qubit")
      failNoise(`${field}.layers`, ` must be all or multi-qubit, got ${JSON.stringify(layers)}`);
    if (typeof includesActive !== "boolean")
      failNoise(`${field}.includesActive`, ` must be true or false, got ${JSON.stringify(includesActive)}`);
    const [channel] = readChannels([idle.channel], `${field}.channel`);
    return Object.freeze({ kind: "layer", channel, layers, includesActive });
  }
  if (idle.kind !== "relaxation")
    failNoise(`${field}.kind`, ` must be relaxation or layer, got ${JSON.stringify(idle.kind)}`);
  checkKeys(idle, ["kind", "t1", "t2", "excitedPopulation", "exceptions"], field);
  const readTimes = (
    times: Readonly<Record<string, unknown>>,
    where: string,
  ): { t1: number; t2: number; excitedPopulation?: number } => {
    const channel = checkChannel(
      {
        kind: "thermal-relaxation",
        t1: times.t1,
        t2: times.t2,
        time: 0,
        ...present("excitedPopulation", times.excitedPopulation),
      },
      where,
    );
    const { t1, t2, excitedPopulation } = channel as { t1: number; t2: number; excitedPopulation?: number };
    return { t1, t2, ...present("excitedPopulation", excitedPopulation) };
  };
  const exceptions =
    idle.exceptions === undefined
      ? undefined
      : readList(idle.exceptions, `${field}.exceptions`).map((entry, index) => {
          const where = `${field}.exceptions[${index}]`;
          const exception = readObject(entry, where);
          checkKeys(exception, ["qubit", "t1", "t2", "excitedPopulation"], where);
          const [qubit] = readIndices([exception.qubit], `${where}.qubit`);
          return Object.freeze({ qubit, ...readTimes(exception, where) });
        });
  return Object.freeze({
    kind: "relaxation",
    ...readTimes(idle, field),
    ...present("exceptions", exceptions && Object.freeze(exceptions)),
  });
}

/**
 * A frozen, checked noise model from a value (also from parsed JSON); lists left out are empty. `JSON.stringify` of the
 * result, parsed and passed here again, gives an equal model.
 * Throws {@link InvalidArgumentError} that names the field: unknown fields, gates or channel kinds, probabilities that are
 * negative or do not add up, Kraus matrices that lose trace, t2 > 2·t1, channels on more qubits than their gate.
 */
export function createNoiseModel(value: unknown): NoiseModel {
  const model = readObject(value, "noise");
  checkKeys(model, ["name", "description", "gates", "measurement", "reset", "idle"], "noise");
  const readText = (key: "name" | "description"): string | undefined => {
    const text = model[key];
    if (text !== undefined && typeof text !== "string")
      failNoise(`noise.${key}`, ` must be a text, got ${JSON.stringify(text)}`);
    return text;
  };
  const readRules = <Rule>(
    key: "gates" | "measurement" | "reset",
    read: (rule: unknown, field: string) => Rule,
  ): readonly Rule[] =>
    Object.freeze(
      readList(model[key] ?? [], `noise.${key}`).map((rule, index) => read(rule, `noise.${key}[${index}]`)),
    );
  return Object.freeze({
    ...present("name", readText("name")),
    ...present("description", readText("description")),
    gates: readRules("gates", readGateRule),
    measurement: readRules("measurement", readMeasurementRule),
    reset: readRules("reset", readResetRule),
    ...present("idle", model.idle === undefined ? undefined : readIdle(model.idle, "noise.idle")),
  });
}
