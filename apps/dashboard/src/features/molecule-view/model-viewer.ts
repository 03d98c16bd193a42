import type { GLViewer } from "3dmol";

/** What a model's frame does with any viewer. */
export interface ModelViewer {
  rotate(degrees: number, axis: "x" | "y"): void;
  zoom(factor: number): void;
  resize(): void;
  dispose(): void;
}

/** Atoms as 3dmol reads them. */
export function toXyz(
  atoms: readonly { readonly element: string; readonly position: readonly number[] }[],
): string {
  const lines = atoms.map(({ element, position }) => `${element} ${position.join(" ")}`);
  return [String(atoms.length), "", ...lines].join("\n");
}

/** Opens an empty 3dmol scene in an element; throws where the browser has no WebGL. */
export async function openScene(
  element: HTMLElement,
): Promise<{ readonly scene: GLViewer; readonly controls: ModelViewer }> {
  const { createViewer } = await import("3dmol");
  const scene = createViewer(element, { backgroundAlpha: 0, antialias: true, disableFog: true }) as
    | GLViewer
    | null
    | undefined;
  if (!scene) throw new Error("3dmol made no viewer");
  const canvas = element.querySelector("canvas");
  canvas?.setAttribute("aria-hidden", "true");
  // The wheel scrolls the page; with Ctrl it zooms.
  const keepWheel = (event: WheelEvent) => {
    if (!event.ctrlKey) event.stopImmediatePropagation();
  };
  element.addEventListener("wheel", keepWheel, { capture: true });
  const controls: ModelViewer = {
    rotate(degrees, axis) {
      scene.rotate(degrees, axis);
      scene.render();
    },
    zoom(factor) {
      scene.zoom(factor);
      scene.render();
    },
    resize() {
      if (element.clientWidth === 0 || element.clientHeight === 0) return;
      scene.resize();
      scene.render();
    },
    dispose() {
      element.removeEventListener("wheel", keepWheel, { capture: true });
      scene.removeAllModels();
      // A page may hold few WebGL contexts; this one is given back at once.
      canvas?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
      element.replaceChildren();
    },
  };
  return { scene, controls };
}
