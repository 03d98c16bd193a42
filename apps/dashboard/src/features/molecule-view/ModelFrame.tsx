import { ActionIcon, Center, Loader, Text } from "@mantine/core";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { MinusIcon, PlusIcon } from "../../shared/icons.tsx";
import type { ModelViewer } from "./model-viewer.ts";
import classes from "./molecule-view.module.css";

interface ModelFrameProps<Viewer extends ModelViewer> {
  /** Opens a viewer in an element; a new function opens it anew. */
  readonly open: (host: HTMLElement) => Promise<Viewer>;
  /** Called with the viewer once it is open, and with null when it is gone. */
  readonly onViewer?: (viewer: Viewer | null) => void;
  /** What is seen, without how it is turned. */
  readonly label: string;
  /** "model" or "picture". */
  readonly noun: string;
}

/** A three-dimensional model that the mouse, a finger or the arrow keys turn. */
export function ModelFrame<Viewer extends ModelViewer>(props: ModelFrameProps<Viewer>) {
  const { open, onViewer, label, noun } = props;
  const stage = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<Viewer | "loading" | "unavailable">("loading");

  useEffect(() => {
    const host = document.createElement("div");
    host.className = classes.canvas;
    stage.current!.append(host);
    let isOver = false;
    let opened: Viewer | undefined;
    const observer = new ResizeObserver(() => opened?.resize());
    void open(host).then(
      (made) => {
        if (isOver) {
          made.dispose();
          return;
        }
        opened = made;
        observer.observe(host);
        setViewer(made);
        onViewer?.(made);
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
      onViewer?.(null);
    };
  }, [open, onViewer]);

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
      aria-label={`${label} Arrow keys turn it, plus and minus zoom.`}
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
            The {noun} needs WebGL, which this browser does not offer. Everything else works without it.
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
