import { draggable, dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { Text, Tooltip } from "@mantine/core";
import { memo, useCallback, useEffect, useRef, useState } from "react";
import { paletteGate, paletteGroups, type PaletteGate } from "../editor/gate-catalogue.ts";
import type { PlaygroundActions } from "../editor/use-playground.ts";
import classes from "./circuit-grid.module.css";
import { packDrag, readDrag } from "./drag-data.ts";
import { gateKind } from "./GateGlyph.tsx";

const controlTile = {
  id: "control",
  label: "●",
  name: "Control",
  key: "c",
  help: "Makes the gate of its column wait for this qubit: filled for 1, open for 0.",
};

type TileGate = Pick<PaletteGate, "id" | "label" | "name" | "help" | "key">;

function shownKey(key: string): string {
  return /^[A-Z]$/.test(key) ? `⇧${key}` : key.toUpperCase();
}

interface TileProps {
  readonly tile: TileGate;
  readonly isArmed: boolean;
  readonly onArm: (tile: TileGate) => void;
}

const Tile = memo(function Tile({ tile, isArmed, onArm }: TileProps) {
  const { id, label, name, help, key } = tile;
  const button = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      draggable({
        element: button.current!,
        getInitialData: () => packDrag({ kind: "tile", gate: id }),
      }),
    [id],
  );
  const keyHint = key === undefined ? "" : ` Key: ${key === key.toLowerCase() ? key : `Shift+${key}`}.`;
  return (
    <Tooltip
      label={`${name}. ${help}${keyHint}`}
      multiline
      maw={280}
      openDelay={350}
      events={{ hover: true, focus: true, touch: false }}
    >
      {/* Firefox does not drag what is a button by its element. */}
      <div
        ref={button}
        role="button"
        tabIndex={0}
        className={classes.tile}
        data-kind={
          id === "control"
            ? "many"
            : gateKind(id === "cx" || id === "cz" || id === "cp" || id === "ccx" ? "many" : id)
        }
        data-long={label.length > 4 || undefined}
        data-tile={id}
        data-key={key === undefined ? undefined : shownKey(key)}
        aria-label={`${label}: ${name}`}
        aria-pressed={isArmed}
        onClick={() => onArm(tile)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          onArm(tile);
        }}
      >
        {label}
      </div>
    </Tooltip>
  );
});

interface PaletteProps {
  readonly armed: string | null;
  readonly actions: PlaygroundActions;
}

/** The gates: dragged onto a wire, or chosen and then put down with a tap. A gate dropped here is deleted. */
export const Palette = memo(function Palette({ armed, actions }: PaletteProps) {
  const area = useRef<HTMLDivElement>(null);
  const [isOver, setIsOver] = useState(false);
  useEffect(
    () =>
      dropTargetForElements({
        element: area.current!,
        canDrop: ({ source }) => readDrag(source.data)?.kind === "gate",
        onDragEnter: () => setIsOver(true),
        onDragLeave: () => setIsOver(false),
        onDrop({ source }) {
          setIsOver(false);
          const drag = readDrag(source.data);
          if (drag?.kind === "gate") actions.removeAt(drag.from);
        },
      }),
    [actions],
  );
  const arm = useCallback(({ id }: TileGate) => actions.dispatch({ kind: "arm", gate: id }), [actions]);
  const taken = armed === controlTile.id ? controlTile : armed === null ? undefined : paletteGate(armed);
  const tileOf = (tile: TileGate) => (
    <Tile key={tile.id} tile={tile} isArmed={armed === tile.id} onArm={arm} />
  );
  return (
    <div
      ref={area}
      className={classes.palette}
      data-drop={isOver || undefined}
      role="group"
      aria-label="Gates"
    >
      {paletteGroups.map(({ title, gates }) => (
        <fieldset key={title} className={classes.group}>
          <legend>{title}</legend>
          <div className={classes.tiles}>
            {title.startsWith("Two") && tileOf(controlTile)}
            {gates.map(tileOf)}
          </div>
        </fieldset>
      ))}
      <Text size="xs" c="dimmed" w="100%" data-testid="palette-hint">
        {taken
          ? `${taken.name}: click or tap a cell to put it there, here again to put it back.`
          : "Drag a gate onto a wire, or choose it and click a cell. Dropped here, it is deleted."}
      </Text>
    </div>
  );
});
