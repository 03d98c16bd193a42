import { createCircuit, gate, createStateVectorEngine, createRandom } from "@ansatz/simulator";
import { planCircuit } from "../packages/simulator/src/statevector/plan/plan-circuit.ts";
const layered = (n: number) => {
  const r = createRandom(1);
  const ops: any[] = [];
  for (let q = 0; q < n; q++) {
    ops.push(gate("rx", [q], [r.uniform() * 6]), gate("rz", [q], [r.uniform() * 6]));
  }
  for (let l = 0; l < 9; l++) {
    for (let q = 0; q < n; q++) ops.push(gate("cx", [q, (q + 1) % n]));
    for (let q = 0; q < n; q++) {
      ops.push(
        gate("rz", [q], [r.uniform() * 6]),
        gate("rx", [q], [r.uniform() * 6]),
        gate("rz", [q], [r.uniform() * 6]),
      );
    }
  }
  return createCircuit(n, ops);
};
const n = +process.argv[2];
for (const [B, L] of JSON.parse(process.argv[3])) {
  const c = layered(n);
  const plan = planCircuit(c, {
    qubitCount: n,
    shape: { localBits: B, runBits: L },
    keepParameters: false,
    mapsIndices: true,
  });
  const kinds: Record<string, number> = {};
  for (const s of plan.stages) for (const o of s.operations) kinds[o.kind] = (kinds[o.kind] ?? 0) + 1;
  await using e = await createStateVectorEngine({ qubitCount: n, shape: { localBits: B, runBits: L } });
  await e.expectations(c, []);
  let best = 1e9;
  for (let i = 0; i < 3; i++) {
    const t = process.cpuUsage();
    await e.expectations(c, []);
    const u = process.cpuUsage(t);
    best = Math.min(best, (u.user + u.system) / 1000);
  }
  console.log(
    n,
    B,
    L,
    "stages",
    plan.stages.length,
    "direct",
    plan.stages.filter((s) => s.localMask === 2 ** B - 1).length,
    JSON.stringify(kinds),
    "cpu ms",
    best.toFixed(1),
    "ns/amp/gate",
    ((best * 1e6) / 2 ** n / c.operations.length).toFixed(3),
  );
}
