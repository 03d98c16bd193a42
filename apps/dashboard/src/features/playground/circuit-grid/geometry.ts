/** Sizes of the drawing in pixels. */
export const cellWidth = 56;
export const cellHeight = 56;
export const headerWidth = 66;
export const boxSize = 42;

/** The middle of a column, from the left edge of the first. */
export const columnCentre = (column: number): number => (column + 0.5) * cellWidth;
export const wireCentre = (qubit: number): number => (qubit + 0.5) * cellHeight;
