import {
  createBinaryQuadraticProblem,
  createSelectionProblem,
  efficientFrontier,
  equalWeight,
  hierarchicalRiskParity,
  minimumVariance,
  qaoaSelection,
  runBacktest,
  solveCardinalityMeanVariance,
  solveExactly,
  visitHammingWeight,
} from "@ansatz/finance";
import type { BinaryQuadraticProblem } from "@ansatz/finance";
import { createDiagonalSpace, createQaoaEngine, createRandom } from "@ansatz/simulator";
import type { ComputePool } from "@ansatz/simulator";
import { runPeer } from "../lib/peers.ts";
import { fastest, type Row } from "../lib/report.ts";
import { tenYearsDaily, weeklyUniverse } from "../lib/universes.ts";

interface QaoaWorkload {
  readonly name: string;
  readonly mixer: "x" | "xy-ring";
  readonly qubits: number;
  readonly weight?: number;
  /** The least that the peer's seconds over ours may be, and whose seconds are ours. */
  readonly goal: number;
  readonly goalOf: "energy" | "gradient";
}

interface PeerAnswer {
  readonly version: string;
  readonly seconds: Readonly<Record<string, number>>;
  readonly energies: Readonly<Record<string, number>>;
}

const gammas = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3];
const betas = [0.6, 0.5, 0.4, 0.3, 0.2, 0.1];

const qaoaWorkloads: readonly QaoaWorkload[] = [
  { name: "transverse mixer, 20 variables", mixer: "x", qubits: 20, goal: 2, goalOf: "energy" },
  { name: "XY ring, 20 choose 10", mixer: "xy-ring", qubits: 20, weight: 10, goal: 10, goalOf: "gradient" },
  { name: "XY ring, 24 choose 6", mixer: "xy-ring", qubits: 24, weight: 6, goal: 10, goalOf: "gradient" },
];

/** A quadratic cost with normal coefficients, of standard deviation about 1 over its states. */
function randomCost(variableCount: number): BinaryQuadraticProblem {
  const random = createRandom(20);
  const draw = (length: number): Float64Array =>
    Float64Array.from({ length }, () => (3 * random.normal()) / variableCount);
  return createBinaryQuadraticProblem({
    linear: draw(variableCount),
    quadratic: draw(variableCount ** 2),
    constant: 0.5,
  });
}

function costVector(
  cost: BinaryQuadraticProblem,
  { size, weight }: { size: number; weight?: number | undefined },
): Float64Array {
  const costs = new Float64Array(size);
  if (weight !== undefined) {
    let index = 0;
    visitHammingWeight(cost, weight, (_, value) => (costs[index++] = value));
    return costs;
  }
  for (let ones = 0; ones <= cost.variableCount; ones++) {
    visitHammingWeight(cost, ones, (mask, value) => (costs[mask] = value));
  }
  return costs;
}

/** Energy, and energy with gradient, of six layers beside QOKit's energy (it has no gradients). */
async function measureQaoa(workload: QaoaWorkload, pool: ComputePool): Promise<Row[]> {
  const { name, mixer, qubits, weight, goal, goalOf } = workload;
  const cost = randomCost(qubits);
  const started = performance.now();
  const space = createDiagonalSpace({ qubitCount: qubits, weight });
  await using engine = await createQaoaEngine({ space, costs: costVector(cost, space), mixer, pool });
  const { value } = await engine.valueAndGradient({ gammas, betas });
  const setupSeconds = (performance.now() - started) / 1000;
  const energy = await fastest(100, () => engine.value({ gammas, betas }));
  const gradient = await fastest(100, () => engine.valueAndGradient({ gammas, betas }));
  const peer = runPeer(
    "finance_qokit.py",
    {
      workloads: [
        {
          name,
          mixer,
          qubits,
          weight,
          gammas,
          betas,
          constant: cost.constant,
          linear: Array.from(cost.linear),
          quadratic: Array.from(cost.quadratic),
        },
      ],
    },
    pool.threads,
  ) as PeerAnswer | null;
  const states = `${space.size.toLocaleString("en-US")} states`;
  const agreement = peer
    ? `, energies differ by ${Math.abs(peer.energies[name] - value).toExponential(0)}`
    : "";
  const row = (task: string, seconds: number, isGoal: boolean, note: string): Row => ({
    workload: `QAOA p = 6, ${name}: ${task}`,
    setupSeconds,
    seconds,
    goal: isGoal ? `${String(goal)}× QOKit's energy` : "report",
    met: isGoal && peer ? peer.seconds[name] / seconds >= goal : null,
    ...(peer ? { peer: { name: `${peer.version}, energy`, seconds: peer.seconds[name] } } : {}),
    note,
  });
  // Central differences take two energies for each of twelve angles.
  const differences = peer
    ? `; by central differences QOKit takes ${(25 * peer.seconds[name]).toFixed(1)} s (${((25 * peer.seconds[name]) / gradient.seconds).toFixed(0)}×)`
    : "";
  return [
    row("energy", energy.seconds, goalOf === "energy", `${states}${agreement}`),
    row("energy and gradient", gradient.seconds, goalOf === "gradient", `${states}${differences}`),
  ];
}

async function measureSelection(): Promise<Row> {
  const moments = weeklyUniverse(31, 1);
  const problem = createSelectionProblem({
    moments,
    objective: { kind: "mean-variance", riskAversion: 5 },
    pick: 10,
  });
  const first = performance.now();
  await solveExactly(problem);
  const setupSeconds = (performance.now() - first) / 1000;
  const { seconds, result } = await fastest(5, () => solveExactly(problem));
  return {
    workload: "31 assets choose 10, proven optimum",
    setupSeconds,
    seconds,
    goal: "0.5 s",
    met: result.proven && seconds < 0.5,
    note: `${result.method}, ${result.proven ? "proven" : `gap ${String(result.gap)}`}`,
  };
}

async function measureFrontier(assetCount: number, goalSeconds: number | null): Promise<Row> {
  const moments = weeklyUniverse(assetCount, 2);
  const { seconds, result } = await fastest(2, () => efficientFrontier(moments, { points: 50 }));
  return {
    workload: `${String(assetCount)} assets, continuous frontier of 50 points`,
    setupSeconds: null,
    seconds,
    goal: goalSeconds === null ? "report" : `${String(goalSeconds)} s`,
    met: goalSeconds === null ? null : seconds < goalSeconds,
    note: `variances from ${result[0].variance.toExponential(3)} to ${(result.at(-1)?.variance ?? Number.NaN).toExponential(3)} a week`,
  };
}

async function measureCardinality(assetCount: number, riskAversion?: number): Promise<Row> {
  const moments = weeklyUniverse(assetCount, 3);
  const { seconds, result } = await fastest(1, () =>
    solveCardinalityMeanVariance(moments, {
      holdings: { maximum: 10 },
      minimumHolding: 0.01,
      maximumSeconds: 30,
      ...(riskAversion === undefined ? {} : { riskAversion }),
    }),
  );
  const gap = ((result?.gap ?? Number.NaN) / Math.abs(result?.objective ?? Number.NaN)) * 100;
  const objective = riskAversion === undefined ? "least variance" : `risk aversion ${String(riskAversion)}`;
  return {
    workload: `${String(assetCount)} assets, at most 10 with weights from 1 %, ${objective}`,
    setupSeconds: null,
    seconds,
    goal: "report",
    met: null,
    note: `${result?.proven ? "proven" : `gap ${gap.toPrecision(2)} %`}, ${String(result?.nodeCount)} nodes`,
  };
}

async function measureBacktest(pool: ComputePool): Promise<Row> {
  const table = await tenYearsDaily();
  const rule = { pick: 5, riskAversion: 5, pool } as const;
  let notices = 0;
  const { seconds, result } = await fastest(1, () =>
    runBacktest(
      table,
      [qaoaSelection({ ...rule, layers: 3 }), equalWeight(), minimumVariance(), hierarchicalRiskParity()],
      { window: { kind: "rolling", length: 252 }, rebalancing: "monthly" },
      { onProgress: () => notices++ },
    ),
  );
  return {
    workload:
      "ten-year daily backtest, 20 assets, monthly, QAOA p = 3 (XY ring, 20 choose 5) and three others",
    setupSeconds: null,
    seconds,
    goal: "30 s",
    met: seconds < 30,
    note: `${String(result.strategies[0].rebalancings.length)} rebalancings, ${String(notices)} notices of progress`,
  };
}

/** Portfolios: QAOA beside QOKit's C simulator, proven optima, frontiers and a backtest. */
export async function financeSuite(pool: ComputePool, options: { readonly large: boolean }): Promise<Row[]> {
  const rows: Row[] = [];
  for (const workload of qaoaWorkloads) rows.push(...(await measureQaoa(workload, pool)));
  rows.push(await measureSelection(), await measureFrontier(98, 5));
  if (options.large) rows.push(await measureFrontier(225, null));
  for (const assetCount of options.large ? [31, 85, 98, 225] : [31, 98]) {
    rows.push(await measureCardinality(assetCount, 5), await measureCardinality(assetCount));
  }
  rows.push(await measureBacktest(pool));
  return rows;
}
