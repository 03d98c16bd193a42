import { useCallback, useEffect, useRef, useState } from "react";
import type { ViewAtom } from "../molecule-worker/types.ts";
import { ModelFrame } from "./ModelFrame.tsx";
import { createViewer, type Viewer } from "./viewer.ts";

interface SolidMoleculeProps {
  readonly atoms: readonly ViewAtom[];
  readonly name: string;
  /** Called with an atom's number, from 1, when it is clicked. */
  readonly onPick?: ((atom: number) => void) | undefined;
  readonly marked?: readonly number[] | undefined;
}

const noMarks: readonly number[] = [];

/** A ball-and-stick model of a molecule. */
export function SolidMolecule({ atoms, name, onPick, marked = noMarks }: SolidMoleculeProps) {
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const pick = useRef(onPick);
  const canPick = onPick !== undefined;

  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);

  const open = useCallback(
    (host: HTMLElement) => createViewer(host, canPick ? (atom) => pick.current?.(atom) : undefined),
    [canPick],
  );

  useEffect(() => {
    viewer?.show(atoms, marked);
  }, [viewer, atoms, marked]);

  return (
    <ModelFrame
      open={open}
      onViewer={setViewer}
      label={`Ball-and-stick model of ${name}, ${atoms.length} atoms.`}
      noun="model"
    />
  );
}
