import type { ViewAtom } from "../molecule-worker/types.ts";
import { faceViewer, radiusOf } from "./orientation.ts";

/** The part of 3dmol that is used here. */
export interface Viewer {
  show(atoms: readonly ViewAtom[], marked: readonly number[]): void;
  rotate(degrees: number, axis: "x" | "y"): void;
  zoom(factor: number): void;
  resize(): void;
  dispose(): void;
}

function toXyz(atoms: readonly ViewAtom[]): string {
  const lines = atoms.map(({ element, position }) => `${element} ${position.join(" ")}`);
  return [String(atoms.length), "", ...lines].join("\n");
}

/** 3dmol fits at least this radius, Å, into the view; smaller molecules would look lost in it. */
const smallestFit = 5;

/** How much closer than 3dmol's own fit the camera goes so that a molecule fills the view. */
function fittingZoom(atoms: readonly ViewAtom[]): number {
  return Math.max(0.85, (0.8 * smallestFit) / (radiusOf(atoms) + 0.6));
}

/** Opens a viewer in an element; throws where the browser has no WebGL. `onPick` gets atoms numbered from 1. */
export async function createViewer(
  element: HTMLElement,
  onPick: ((atom: number) => void) | undefined,
): Promise<Viewer> {
  const { createViewer: create } = await import("3dmol");
  const viewer = create(element, { backgroundAlpha: 0, antialias: true, disableFog: true }) as
    | ReturnType<typeof create>
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
  let shown = "";
  return {
    show(geometry, marked) {
      const atoms = faceViewer(geometry);
      const xyz = toXyz(atoms);
      const isNew = xyz !== shown;
      if (isNew) {
        shown = xyz;
        viewer.removeAllModels();
        viewer.addModel(xyz, "xyz");
      }
      viewer.removeAllLabels();
      viewer.setStyle({}, { stick: { radius: 0.13 }, sphere: { scale: 0.27 } });
      for (const number of marked) {
        viewer.addStyle({ index: number - 1 }, { sphere: { scale: 0.31, color: "#e8a013" } });
      }
      if (onPick) {
        viewer.setClickable({}, true, (atom: { index?: number }) => {
          if (atom.index !== undefined) onPick(atom.index + 1);
        });
        for (const [index, { element: symbol, position }] of atoms.entries()) {
          const [x, y, z] = position;
          viewer.addLabel(`${symbol}${index + 1}`, {
            position: { x, y, z },
            fontSize: 11,
            alignment: "center",
            fontColor: "#ffffff",
            backgroundColor: "#20303a",
            backgroundOpacity: 0.6,
            inFront: true,
          });
        }
      }
      if (isNew) {
        viewer.zoomTo();
        viewer.zoom(fittingZoom(atoms));
        viewer.rotate(20, "x");
        viewer.rotate(-24, "y");
      }
      viewer.render();
    },
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
