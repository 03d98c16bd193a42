import { describe, expect, it } from "vitest";
import type { ViewAtom } from "../molecule-worker/types.ts";
import { faceViewer, radiusOf } from "./orientation.ts";

type Vector = readonly [number, number, number];

const difference = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const distance = (a: Vector, b: Vector) => Math.hypot(...difference(a, b));

/** Six times the signed volume of four atoms. */
function handedness([a, b, c, d]: readonly ViewAtom[]): number {
  const [u, v, w] = [b, c, d].map(({ position }) => difference(position, a.position));
  return (
    u[0] * (v[1] * w[2] - v[2] * w[1]) -
    u[1] * (v[0] * w[2] - v[2] * w[0]) +
    u[2] * (v[0] * w[1] - v[1] * w[0])
  );
}

const chiral: ViewAtom[] = [
  { element: "C", position: [0.1, 0.2, 0.3] },
  { element: "F", position: [1.2, -0.4, 0.9] },
  { element: "Cl", position: [-1.1, 0.7, 1.4] },
  { element: "O", position: [0.5, 1.9, -0.8] },
];

describe("the first view of a molecule", () => {
  it("keeps all distances and the handedness", () => {
    const turned = faceViewer(chiral);
    for (const [i, atom] of turned.entries()) {
      for (const [j, other] of turned.entries()) {
        expect(distance(atom.position, other.position)).toBeCloseTo(
          distance(chiral[i].position, chiral[j].position),
          10,
        );
      }
    }
    expect(handedness(chiral)).not.toBeCloseTo(0, 1);
    expect(handedness(turned)).toBeCloseTo(handedness(chiral), 10);
  });

  it("a planar molecule lies in the plane of the screen, its long side across", () => {
    // Ethene in the yz plane, its double bond along z.
    const ethene: ViewAtom[] = [
      { element: "C", position: [0, 0, 0.667] },
      { element: "C", position: [0, 0, -0.667] },
      { element: "H", position: [0, 0.923, 1.238] },
      { element: "H", position: [0, -0.923, 1.238] },
      { element: "H", position: [0, 0.923, -1.238] },
      { element: "H", position: [0, -0.923, -1.238] },
    ];
    const turned = faceViewer(ethene);
    for (const { position } of turned) expect(position[2]).toBeCloseTo(0, 10);
    expect(Math.abs(turned[0].position[0])).toBeCloseTo(0.667, 10);
    expect(radiusOf(turned)).toBeCloseTo(Math.hypot(0.923, 1.238), 10);
  });

  it("atoms on one line lie across, a single atom in the centre", () => {
    const [left, right] = faceViewer([
      { element: "H", position: [0, 0, 1] },
      { element: "H", position: [0, 0, 1.74] },
    ]);
    expect(Math.abs(left.position[0] - right.position[0])).toBeCloseTo(0.74, 10);
    expect(faceViewer([{ element: "He", position: [3, 4, 5] }])[0].position).toEqual([0, 0, 0]);
  });
});
