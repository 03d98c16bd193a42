import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { memo, useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import type { CircuitDocument } from "../editor/circuit-document.ts";
import { findOperation, operationAt, placeOfStep } from "../editor/edit-document.ts";
import { boxLabel, describeOperation } from "../editor/gate-label.ts";
import { viewOperation } from "../editor/operation-view.ts";
import type { Cell } from "../editor/playground-state.ts";
import type { PlaygroundActions } from "../editor/use-playground.ts";
import classes from "./circuit-grid.module.css";
import { readDrag } from "./drag-data.ts";
import { cellHeight, cellWidth, columnCentre, headerWidth, wireCentre } from "./geometry.ts";
import { GateGlyph } from "./GateGlyph.tsx";
import { handleGridKey } from "./grid-keys.ts";
import { GridCell } from "./GridCell.tsx";

interface CircuitGridProps {
  readonly document: CircuitDocument;
  readonly cursor: Cell;
  readonly step: number | null;
  readonly armed: string | null;
  readonly actions: PlaygroundActions;
  readonly inspect: () => void;
}

/** Columns beside those in sight that are drawn, too. */
const margin = 3;
/** Free columns behind the circuit. */
const spare = 3;

function cellLabel(document: CircuitDocument, qubit: number, column: number): string {
  const place = findOperation(document, qubit, column);
  const where = `Qubit ${qubit}, column ${column + 1}: `;
  if (!place) return `${where}empty`;
  const operation = operationAt(document, place);
  const view = viewOperation(operation);
  const isControl = view.controls.some((control) => control.qubit === qubit);
  const role = isControl ? "control of " : view.targets.includes(qubit) ? "" : "crossed by ";
  return where + role + describeOperation(operation);
}

function dragLabel(document: CircuitDocument, qubit: number, column: number): string | null {
  const place = findOperation(document, qubit, column);
  return place ? boxLabel(viewOperation(operationAt(document, place))) : null;
}

/** The columns in sight, and a way to bring one there. */
function useVisibleColumns() {
  const scroller = useRef<HTMLDivElement>(null);
  const [visible, setVisible] = useState({ first: 0, last: 40, fitting: 12, room: 0 });
  useEffect(() => {
    const element = scroller.current!;
    const measure = () => {
      const first = Math.floor(element.scrollLeft / cellWidth);
      const room = element.clientWidth - headerWidth;
      const fitting = Math.max(1, Math.floor(room / cellWidth));
      setVisible((old) =>
        old.first === first && old.room === room ? old : { first, last: first + fitting + 1, fitting, room },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, []);
  return { scroller, ...visible };
}

/** The cell of the grid that an event's target stands for. */
function cellOf(target: EventTarget | null): Cell | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-column]") : null;
  return element
    ? { qubit: Number(element.dataset.qubit), column: Number(element.dataset.column) }
    : undefined;
}

/** The circuit: wires from left to right, a cell for every wire and column, driven by pointer, touch or keyboard. */
export const CircuitGrid = memo(function CircuitGrid(props: CircuitGridProps) {
  const { document, cursor, step, armed, actions, inspect } = props;
  const { qubitCount, columns } = document;
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState<Cell | undefined>();
  const { scroller, first, last, fitting, room } = useVisibleColumns();
  const columnCount = Math.max(columns.length + spare, fitting, cursor.column + 1);
  const from = Math.max(0, first - margin);
  const to = Math.min(columnCount, last + margin);
  const cellId = ({ qubit, column }: Cell) => `${id}-${qubit}-${column}`;

  useEffect(() => {
    const element = grid.current!;
    const cellUnder = (input: { readonly clientX: number; readonly clientY: number }): Cell | undefined =>
      cellOf(window.document.elementFromPoint(input.clientX, input.clientY));
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => readDrag(source.data) !== undefined,
      onDrag: ({ location }) => {
        const cell = cellUnder(location.current.input);
        setOver((old) => (old?.qubit === cell?.qubit && old?.column === cell?.column ? old : cell));
      },
      onDragLeave: () => setOver(undefined),
      onDrop({ source, location }) {
        setOver(undefined);
        const cell = cellUnder(location.current.input);
        const drag = readDrag(source.data);
        if (!cell || !drag) return;
        if (drag.kind === "tile") actions.place(drag.gate, cell);
        else actions.move(drag.from, cell);
      },
    });
  }, [actions]);

  useEffect(() => {
    // The cursor is kept in sight behind the sticky names of the wires.
    const element = scroller.current!;
    const left = cursor.column * cellWidth;
    const room = element.clientWidth - headerWidth - cellWidth;
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (left > element.scrollLeft + room) element.scrollLeft = left - room;
    const top = cursor.qubit * cellHeight;
    const height = element.clientHeight - cellHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + height) element.scrollTop = top - height;
  }, [cursor, scroller]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!handleGridKey(event, { document, cursor, armed, actions, columnCount, inspect })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const isFree = findOperation(document, cell.qubit, cell.column) === undefined;
    if (armed !== null && (isFree || armed === "control")) actions.place(armed, cell);
    else actions.dispatch({ kind: "cursor", cursor: cell });
  };

  // Wires go on to the edge behind the last column.
  const wireLength = Math.max(columnCount * cellWidth, room);
  const width = headerWidth + wireLength;
  const visibleColumns = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  // The cell with the cursor is always there for the grid to point at.
  const shownColumns =
    cursor.column < from || cursor.column >= to ? [...visibleColumns, cursor.column] : visibleColumns;
  const lastPlace = step === null || step === 0 ? undefined : placeOfStep(document, step - 1);
  const isLater = (column: number, index: number): boolean =>
    step !== null &&
    (lastPlace === undefined ||
      column > lastPlace.column ||
      (column === lastPlace.column && index > lastPlace.index));
  return (
    <div ref={scroller} className={classes.scroller}>
      <div
        ref={grid}
        role="grid"
        id={`${id}-grid`}
        tabIndex={0}
        aria-label="Circuit: one row for each qubit, one column for each moment"
        aria-rowcount={qubitCount}
        aria-colcount={columnCount + 1}
        aria-activedescendant={cellId(cursor)}
        aria-multiselectable={false}
        className={classes.grid}
        style={{ width, height: qubitCount * cellHeight }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        data-testid="circuit-grid"
      >
        {Array.from({ length: qubitCount }, (_, qubit) => (
          <div
            key={qubit}
            role="row"
            aria-rowindex={qubit + 1}
            className={classes.row}
            style={{ top: qubit * cellHeight, width, height: cellHeight }}
          >
            <div
              role="rowheader"
              aria-colindex={1}
              className={classes.header}
              style={{ width: headerWidth, height: cellHeight }}
            >
              q{qubit}
              <span>starts |0⟩</span>
            </div>
            {shownColumns.map((column) => (
              <GridCell
                key={column}
                id={cellId({ qubit, column })}
                qubit={qubit}
                column={column}
                label={cellLabel(document, qubit, column)}
                dragLabel={dragLabel(document, qubit, column)}
                isCursor={cursor.qubit === qubit && cursor.column === column}
                isDropTarget={over?.qubit === qubit && over.column === column}
              />
            ))}
          </div>
        ))}
        <svg
          className={classes.drawing}
          style={{ left: headerWidth }}
          width={wireLength}
          height={qubitCount * cellHeight}
          aria-hidden="true"
          focusable="false"
        >
          {Array.from({ length: qubitCount }, (_, qubit) => (
            <path
              key={qubit}
              d={`M${from * cellWidth} ${wireCentre(qubit)}H${to === columnCount ? wireLength : to * cellWidth}`}
              className={classes.wire}
            />
          ))}
          {visibleColumns.map((column) => (
            <g key={column} transform={`translate(${columnCentre(column)} 0)`}>
              {(columns[column] ?? []).map((operation, index) => (
                <g key={index} className={isLater(column, index) ? classes.later : undefined}>
                  <GateGlyph operation={operation} />
                </g>
              ))}
            </g>
          ))}
          {step !== null && (
            <path
              d={`M${lastPlace ? (lastPlace.column + 1) * cellWidth : 2} 0V${qubitCount * cellHeight}`}
              className={classes.marker}
            />
          )}
        </svg>
      </div>
    </div>
  );
});
