import { ActionIcon, Center, Loader, Text } from "@mantine/core";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { MinusIcon, PlusIcon } from "../../shared/icons.tsx";
import type { ViewAtom } from "../molecule-worker/types.ts";
import classes from "./molecule-view.module.css";
import { createViewer, type Viewer } from "./viewer.ts";

interface SolidMoleculeProps {
  readonly atoms: readonly ViewAtom[];
  readonly name: string;
  /** Called with an atom's number, from 1, when it is clicked. */
  readonly onPick?: ((atom: number) => void) | undefined;
  readonly marked?: readonly number[] | undefined;
}

const noMarks: readonly number[] = [];

/** A ball-and-stick model that the mouse, a finger or the arrow keys turn. */
export function SolidMolecule({ atoms, name, onPick, marked = noMarks }: SolidMoleculeProps) {
  const canvas = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<Viewer | "loading" | "unavailable">("loading");
  const pick = useRef(onPick);
  const canPick = onPick !== undefined;

  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);

  useEffect(() => {
    const element = canvas.current!;
    const host = document.createElement("div");
    host.className = classes.canvas;
    element.append(host);
    let isOver = false;
    let opened: Viewer | undefined;
    const observer = new ResizeObserver(() => opened?.resize());
    void createViewer(host, canPick ? (atom) => pick.current?.(atom) : undefined).then(
      (made) => {
        if (isOver) {
          made.dispose();
          return;
        }
        opened = made;
        observer.observe(host);
        setViewer(made);
      },
      () => {
        if (!isOver) setViewer("unavailable");
      },
    );
    return () => {
      isOver = true;
      observer.disconnect();
      opened?.dispose();
      host.remove();
      setViewer("loading");
    };
  }, [canPick]);

  useEffect(() => {
    if (typeof viewer === "object") viewer.show(atoms, marked);
  }, [viewer, atoms, marked]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (typeof viewer === "string") return;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => viewer.rotate(-12, "y"),
      ArrowRight: () => viewer.rotate(12, "y"),
      ArrowUp: () => viewer.rotate(-12, "x"),
      ArrowDown: () => viewer.rotate(12, "x"),
      "+": () => viewer.zoom(1.15),
      "-": () => viewer.zoom(1 / 1.15),
    };
    if (!Object.hasOwn(moves, event.key) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    moves[event.key]();
  };

  return (
    <div
      className={classes.frame}
      role="group"
      tabIndex={0}
      aria-label={`Ball-and-stick model of ${name}, ${atoms.length} atoms. Arrow keys turn it, plus and minus zoom.`}
      onKeyDown={onKeyDown}
    >
      <div
        ref={canvas}
        className={classes.stage}
        data-viewer={typeof viewer === "string" ? viewer : "ready"}
      />
      {viewer === "loading" && (
        <Center className={classes.message}>
          <Loader size="sm" />
        </Center>
      )}
      {viewer === "unavailable" && (
        <Center className={classes.message} p="md">
          <Text size="sm" c="dimmed" ta="center">
            The model needs WebGL, which this browser does not offer. Everything else works without it.
          </Text>
        </Center>
      )}
      {typeof viewer === "object" && (
        <div className={classes.controls}>
          <ActionIcon variant="default" size="sm" aria-label="Zoom in" onClick={() => viewer.zoom(1.2)}>
            <PlusIcon size={14} />
          </ActionIcon>
          <ActionIcon variant="default" size="sm" aria-label="Zoom out" onClick={() => viewer.zoom(1 / 1.2)}>
            <MinusIcon size={14} />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
