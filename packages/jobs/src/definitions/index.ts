import type {
  BondScanRequest,
  BondScanResult,
  CircuitRequest,
  CircuitResult,
  GroundStateRequest,
  GroundStateResult,
} from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import type { PointOutput } from "../tasks/bond-scan-tasks.ts";
import type { JobDefinition } from "./job-definition.ts";
import { backtestDefinition } from "./backtest-definition.ts";
import { optionDefinition, riskDefinition } from "./risk-definitions.ts";
import { checkApart } from "../circuits/check-apart.ts";
import { circuitTitle } from "./circuit-title.ts";
import { frontierDefinition } from "./frontier-definition.ts";
import { auditDefinition, proposeDefinition, trainDefinition } from "./learning-definitions.ts";
import { portfolioDefinition } from "./portfolio-definition.ts";
import { bondScanTitle, groundStateTitle } from "./titles.ts";

const versions = { node: process.versions.node };
const groundStateModule = workerModule(import.meta.url, "../tasks/ground-state-tasks");
const bondScanModule = workerModule(import.meta.url, "../tasks/bond-scan-tasks");

const circuitModule = workerModule(import.meta.url, "../tasks/circuit-tasks");

/** Loaded when the first request is checked: whoever runs a job locally needs chemistry in the job's threads only. */
const chemistry = () => import("@ansatz/chemistry");

const groundState: JobDefinition = {
  kind: "ground-state",
  versions,
  check: async (request: GroundStateRequest, options) =>
    (await chemistry()).checkGroundStateRequest(request, options),
  run: { module: groundStateModule, name: "runGroundState" },
  warmUp: { module: groundStateModule, name: "warmUp" },
  threads: "all",
  title: groundStateTitle,
  headline: ({ energy, verdict }: GroundStateResult) => ({ headline: energy, verdictLevel: verdict.level }),
};

const bondScan: JobDefinition = {
  kind: "bond-scan",
  versions,
  check: async (request: BondScanRequest, options) =>
    (await chemistry()).checkBondScanRequest(request, options),
  plan: { module: bondScanModule, name: "planPoints" },
  run: { module: bondScanModule, name: "runPoint" },
  combine: { module: bondScanModule, name: "combinePoints" },
  threads: "one",
  title: bondScanTitle,
  headline: ({ equilibrium, verdict }: BondScanResult) => ({
    headline: equilibrium?.energy ?? null,
    verdictLevel: verdict.level,
  }),
  jobProgress: ({ message }, { index, count }) => ({
    stage: "scan",
    message: `Point ${index + 1} of ${count}: ${message}`,
  }),
  taskEnded: ({ point }: PointOutput, { index, count, done }) => ({
    stage: "scan",
    message: `${done} of ${count} points`,
    fraction: done / count,
    point,
    pointIndex: index,
    pointCount: count,
  }),
};

const circuit: JobDefinition = {
  kind: "circuit",
  versions,
  check: async (request: CircuitRequest, options) => {
    await checkApart(request, options);
  },
  run: { module: circuitModule, name: "runCircuitJob" },
  threads: "all",
  title: circuitTitle,
  headline: ({ mostLikely, verdict }: CircuitResult) => ({
    headline: mostLikely?.probability ?? null,
    verdictLevel: verdict.level,
  }),
};

/** The kinds of jobs that the contract names. */
export const jobDefinitions: readonly JobDefinition[] = [
  groundState,
  bondScan,
  circuit,
  portfolioDefinition,
  frontierDefinition,
  backtestDefinition,
  riskDefinition,
  optionDefinition,
  auditDefinition,
  trainDefinition,
  proposeDefinition,
];
