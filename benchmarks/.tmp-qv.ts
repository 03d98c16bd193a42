import {
  createCircuit,
  gate,
  createStateVectorEngine,
  createRandom,
  quantumVolumeCircuit,
  parsePauliSum,
  createPauliSum,
  parameter,
  pauliGadget,
} from "@ansatz/simulator";
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
const qft = (n: number) => {
  const ops: any[] = [];
  for (let q = n - 1; q >= 0; q--) {
    ops.push(gate("h", [q]));
    for (let j = q - 1; j >= 0; j--) ops.push(gate("cp", [j, q], [Math.PI / 2 ** (q - j)]));
  }
  for (let q = 0; q < n >> 1; q++) ops.push(gate("swap", [q, n - 1 - q]));
  return createCircuit(n, ops);
};
const random = (n: number, d: number) => {
  const r = createRandom(3);
  const ops: any[] = [];
  for (let l = 0; l < d; l++) {
    for (let q = 0; q < n; q++) ops.push(gate("u", [q], [r.uniform() * 3, r.uniform() * 6, r.uniform() * 6]));
    const p = [...Array(n).keys()].sort(() => r.uniform() - 0.5);
    for (let i = 0; i + 1 < n; i += 2) ops.push(gate("cx", [p[i], p[i + 1]]));
  }
  return createCircuit(n, ops);
};
const adj = (n: number, layers: number) => {
  const ops: any[] = [];
  let k = 0;
  for (let l = 0; l < layers; l++) {
    for (let q = 0; q < n; q++) {
      ops.push(gate("rx", [q], [parameter("t" + k++)]), gate("rz", [q], [parameter("t" + k++)]));
    }
    for (let q = 0; q + 1 < n; q++) ops.push(gate("cx", [q, q + 1]));
  }
  return createCircuit(n, ops);
};
const cpu = async (f: () => Promise<any>, reps: number) => {
  await f();
  let best = 1e9;
  for (let i = 0; i < reps; i++) {
    const t = process.cpuUsage();
    await f();
    const u = process.cpuUsage(t);
    best = Math.min(best, (u.user + u.system) / 1000);
  }
  return best;
};
for (const [name, make, ns] of [
  ["layered", layered, [8, 10, 16]],
  ["qv", (n: number) => quantumVolumeCircuit(n, 1), [10, 16, 20]],
  ["qft", qft, [16, 20]],
  ["random", (n: number) => random(n, 20), [20]],
] as any[])
  for (const n of ns) {
    for (const precision of ["double", "single"] as const) {
      await using e = await createStateVectorEngine({ qubitCount: n, precision });
      const c = make(n);
      const inner = n <= 10 ? 200 : 1;
      const ms = await cpu(async () => {
        for (let i = 0; i < inner; i++) await e.expectations(c, []);
      }, 5);
      console.log(
        name,
        n,
        precision,
        c.operations.length,
        "cpu ms",
        (ms / inner).toFixed(4),
        "ns/amp/gate",
        (((ms / inner) * 1e6) / 2 ** n / c.operations.length).toFixed(3),
      );
    }
  }
{
  const n = 16;
  const c = adj(n, 7);
  const params = Object.fromEntries([...Array(224).keys()].map((i) => ["t" + i, Math.sin(i)]));
  const h = createPauliSum(
    n,
    [...Array(n - 1).keys()]
      .map((q) => ({ x: 0, z: 3 << q, real: 1, imaginary: 0 }))
      .concat([...Array(n).keys()].map((q) => ({ x: 1 << q, z: 0, real: 0.5, imaginary: 0 }))),
  );
  await using e = await createStateVectorEngine({ qubitCount: n });
  const f = await cpu(() => e.expectations(c, [], { parameters: params }), 10);
  const o = await cpu(() => e.expectations(c, [h], { parameters: params }), 10);
  const g = await cpu(() => e.expectationAndGradient(c, h, { parameters: params }), 10);
  console.log(
    "adjoint 16 q 224 params forward",
    f.toFixed(2),
    "with observable",
    o.toFixed(2),
    "gradient",
    g.toFixed(2),
    "ratio",
    (g / f).toFixed(2),
  );
}
