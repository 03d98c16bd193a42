import { useComputedColorScheme } from "@mantine/core";
import { useCallback } from "react";
import type { CrystalFacts } from "../materials-worker/types.ts";
import { ModelFrame } from "../molecule-view/ModelFrame.tsx";
import { createCrystalViewer } from "./crystal-viewer.ts";

/** A unit cell with its atoms. */
export function CrystalPicture({ crystal }: { readonly crystal: CrystalFacts }) {
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const { picture } = crystal;
  const open = useCallback(
    (host: HTMLElement) => createCrystalViewer(host, picture, scheme === "dark" ? "#a3b0b8" : "#3d4850"),
    [picture, scheme],
  );
  return (
    <ModelFrame
      open={open}
      label={`Unit cell of ${crystal.formula}, ${crystal.atoms} atoms.`}
      noun="picture"
    />
  );
}
