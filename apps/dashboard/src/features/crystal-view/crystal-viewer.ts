import type { CrystalFacts } from "../materials-worker/types.ts";
import { openScene, toXyz, type ModelViewer } from "../molecule-view/model-viewer.ts";

type Vector = readonly [number, number, number];

/** The twelve edges of the cell. */
export function cellEdges(lattice: readonly Vector[]): [Vector, Vector][] {
  const corner = (bits: number): Vector =>
    [0, 1, 2].map((axis) =>
      lattice.reduce((sum, vector, index) => sum + ((bits >> index) & 1) * vector[axis], 0),
    ) as unknown as Vector;
  const edges: [Vector, Vector][] = [];
  for (let bits = 0; bits < 8; bits++) {
    for (let index = 0; index < 3; index++) {
      if (((bits >> index) & 1) === 0) edges.push([corner(bits), corner(bits | (1 << index))]);
    }
  }
  return edges;
}

/** Opens a picture of a cell in an element; throws where the browser has no WebGL. */
export async function createCrystalViewer(
  element: HTMLElement,
  { atoms, lattice }: CrystalFacts["picture"],
  edgeColor: string,
): Promise<ModelViewer> {
  const { scene, controls } = await openScene(element);
  scene.addModel(toXyz(atoms), "xyz");
  scene.setStyle({}, { stick: { radius: 0.09 }, sphere: { scale: 0.3 } });
  for (const [from, to] of cellEdges(lattice)) {
    scene.addCylinder({
      start: { x: from[0], y: from[1], z: from[2] },
      end: { x: to[0], y: to[1], z: to[2] },
      radius: 0.035,
      color: edgeColor,
    });
  }
  scene.zoomTo();
  scene.rotate(-70, "x");
  scene.rotate(-18, "y");
  scene.zoom(0.95);
  scene.render();
  return controls;
}
