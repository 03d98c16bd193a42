import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { setCustomNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview";
import { memo, useEffect, useRef } from "react";
import classes from "./circuit-grid.module.css";
import { packDrag } from "./drag-data.ts";
import { cellHeight, cellWidth, headerWidth } from "./geometry.ts";

interface GridCellProps {
  readonly id: string;
  readonly qubit: number;
  readonly column: number;
  readonly label: string;
  /** What is dragged along with the pointer; null for an empty cell. */
  readonly dragLabel: string | null;
  readonly isCursor: boolean;
  readonly isDropTarget: boolean;
}

/** A wire in a column. Clicks are the grid's to handle. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { id, qubit, column, label, dragLabel, isCursor, isDropTarget } = props;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (dragLabel === null) return undefined;
    return draggable({
      element: element.current!,
      getInitialData: () => packDrag({ kind: "gate", from: { qubit, column } }),
      onGenerateDragPreview: ({ nativeSetDragImage }) =>
        setCustomNativeDragPreview({
          nativeSetDragImage,
          render({ container }) {
            const preview = document.createElement("div");
            preview.className = classes.tile;
            preview.dataset.kind = "many";
            preview.textContent = dragLabel;
            container.append(preview);
          },
        }),
    });
  }, [dragLabel, qubit, column]);
  return (
    <div
      ref={element}
      id={id}
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={isCursor}
      aria-label={label}
      className={classes.cell}
      data-qubit={qubit}
      data-column={column}
      data-occupied={dragLabel !== null || undefined}
      data-drop={isDropTarget || undefined}
      style={{ left: headerWidth + column * cellWidth, width: cellWidth, height: cellHeight }}
    />
  );
});
