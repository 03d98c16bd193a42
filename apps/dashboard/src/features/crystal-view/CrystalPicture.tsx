import { ActionIcon, Center, Loader, Text, useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { MinusIcon, PlusIcon } from "../../shared/icons.tsx";
import type { CrystalFacts } from "../materials-worker/types.ts";
import classes from "../molecule-view/molecule-view.module.css";
import { createCrystalViewer, type CrystalViewer } from "./crystal-viewer.ts";

/** A cell with its atoms that the mouse, a finger or the arrow keys turn. */
export function CrystalPicture({ crystal }: { readonly crystal: CrystalFacts }) {
  const stage = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<CrystalViewer | "loading" | "unavailable">("loading");
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const { picture } = crystal;

  useEffect(() => {
    const host = document.createElement("div");
    host.className = classes.canvas;
    stage.current!.append(host);
    let isOver = false;
    let opened: CrystalViewer | undefined;
    const observer = new ResizeObserver(() => opened?.resize());
    void createCrystalViewer(host, picture, scheme === "dark" ? "#a3b0b8" : "#3d4850").then(
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
  }, [picture, scheme]);

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
      aria-label={`Unit cell of ${crystal.formula}, ${crystal.atoms} atoms. Arrow keys turn it, plus and minus zoom.`}
      onKeyDown={onKeyDown}
    >
      <div
        ref={stage}
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
            The picture needs WebGL, which this browser does not offer. Everything else works without it.
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
