import type { ViewAtom } from "../molecule-worker/types.ts";
import { openScene, toXyz, type ModelViewer } from "./model-viewer.ts";
import { faceViewer, radiusOf } from "./orientation.ts";

/** A viewer of molecules. */
export interface Viewer extends ModelViewer {
  show(atoms: readonly ViewAtom[], marked: readonly number[]): void;
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
  const { scene, controls } = await openScene(element);
  let shown = "";
  return {
    ...controls,
    show(geometry, marked) {
      const atoms = faceViewer(geometry);
      const xyz = toXyz(atoms);
      const isNew = xyz !== shown;
      if (isNew) {
        shown = xyz;
        scene.removeAllModels();
        scene.addModel(xyz, "xyz");
      }
      scene.removeAllLabels();
      scene.setStyle({}, { stick: { radius: 0.13 }, sphere: { scale: 0.27 } });
      for (const number of marked) {
        scene.addStyle({ index: number - 1 }, { sphere: { scale: 0.31, color: "#e8a013" } });
      }
      if (onPick) {
        scene.setClickable({}, true, (atom: { index?: number }) => {
          if (atom.index !== undefined) onPick(atom.index + 1);
        });
        for (const [index, { element: symbol, position }] of atoms.entries()) {
          const [x, y, z] = position;
          scene.addLabel(`${symbol}${index + 1}`, {
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
        scene.zoomTo();
        scene.zoom(fittingZoom(atoms));
        scene.rotate(20, "x");
        scene.rotate(-24, "y");
      }
      scene.render();
    },
  };
}
