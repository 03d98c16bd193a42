import type { CrystalFacts } from "../materials-worker/types.ts";

/** The part of 3dmol that is used here. */
export interface CrystalViewer {
  rotate(degrees: number, axis: "x" | "y"): void;
  zoom(factor: number): void;
  resize(): void;
  dispose(): void;
}

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
): Promise<CrystalViewer> {
  const { createViewer } = await import("3dmol");
  const viewer = createViewer(element, { backgroundAlpha: 0, antialias: true, disableFog: true }) as
    | ReturnType<typeof createViewer>
    | null
    | undefined;
  if (!viewer) throw new Error("3dmol made no viewer");
  const canvas = element.querySelector("canvas");
  canvas?.setAttribute("aria-hidden", "true");
  // The wheel scrolls the page; with Ctrl it zooms.
  const keepWheel = (event: WheelEvent) => {
    if (!event.ctrlKey) event.stopImmediatePropagation();
  };
  element.addEventListener("wheel", keepWheel, { capture: true });
  const lines = atoms.map(({ element: symbol, position }) => `${symbol} ${position.join(" ")}`);
  viewer.addModel([String(atoms.length), "", ...lines].join("\n"), "xyz");
  viewer.setStyle({}, { stick: { radius: 0.09 }, sphere: { scale: 0.3 } });
  for (const [from, to] of cellEdges(lattice)) {
    viewer.addCylinder({
      start: { x: from[0], y: from[1], z: from[2] },
      end: { x: to[0], y: to[1], z: to[2] },
      radius: 0.035,
      color: edgeColor,
    });
  }
  viewer.zoomTo();
  viewer.rotate(-70, "x");
  viewer.rotate(-18, "y");
  viewer.zoom(0.95);
  viewer.render();
  return {
    rotate(degrees, axis) {
      viewer.rotate(degrees, axis);
      viewer.render();
    },
    zoom(factor) {
      viewer.zoom(factor);
      viewer.render();
    },
    resize() {
      if (element.clientWidth === 0 || element.clientHeight === 0) return;
      viewer.resize();
      viewer.render();
    },
    dispose() {
      element.removeEventListener("wheel", keepWheel, { capture: true });
      viewer.removeAllModels();
      // A page may hold few WebGL contexts; this one is given back at once.
      canvas?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
      element.replaceChildren();
    },
  };
}
