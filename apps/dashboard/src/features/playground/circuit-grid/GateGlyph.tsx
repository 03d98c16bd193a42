import type { Operation } from "@ansatz/simulator";
import { spanOf } from "../editor/circuit-document.ts";
import { boxLabel, parameterLabel } from "../editor/gate-label.ts";
import { viewOperation, type OperationView } from "../editor/operation-view.ts";
import { boxSize, cellHeight, wireCentre } from "./geometry.ts";
import classes from "./circuit-grid.module.css";

const half = boxSize / 2;
const longest = 8;

const kinds: Readonly<Record<string, string>> = {
  h: "mix",
  x: "mix",
  y: "mix",
  z: "mix",
  sx: "mix",
  sxdg: "mix",
  s: "phase",
  sdg: "phase",
  t: "phase",
  tdg: "phase",
  p: "phase",
  gphase: "phase",
  rx: "turn",
  ry: "turn",
  rz: "turn",
  u: "turn",
  cu: "turn",
  measure: "ask",
  reset: "ask",
  if: "ask",
};

/** The family that a gate's colour stands for. */
export function gateKind(base: string): string {
  return kinds[base] ?? "many";
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

interface BoxProps {
  readonly label: string;
  readonly below?: string;
  readonly kind: string;
  readonly y: number;
}

function Box({ label, below = "", kind, y }: BoxProps) {
  return (
    <g data-kind={kind} className={classes.box}>
      <rect x={-half} y={y - half} width={boxSize} height={boxSize} rx={7} />
      <text y={below === "" ? y : y - 6} className={label.length > 4 ? classes.longLabel : classes.label}>
        {label}
      </text>
      {below !== "" && (
        <text y={y + 11} className={below.length > 6 ? classes.longBelow : classes.below}>
          {shorten(below)}
        </text>
      )}
    </g>
  );
}

function Meter({ y, bit }: { readonly y: number; readonly bit: number }) {
  return (
    <g data-kind="ask" className={classes.box}>
      <rect x={-half} y={y - half} width={boxSize} height={boxSize} rx={7} />
      <path d={`M-11 ${y + 2}a11 11 0 0 1 22 0M0 ${y + 2}l7 -10`} className={classes.meter} />
      <text y={y + 13} className={classes.below}>
        → c{bit}
      </text>
    </g>
  );
}

/** What stands on the wires of the targets. */
function Targets({ operation, view }: { readonly operation: Operation; readonly view: OperationView }) {
  const { base, targets, controls, inner } = view;
  const below = parameterLabel(view);
  if (inner === null) {
    const [first, last] = spanOf(operation);
    const height = (last - first) * cellHeight + boxSize;
    return (
      <g data-kind="ask" className={classes.box}>
        <rect
          x={-half}
          y={wireCentre(first) - half}
          width={boxSize}
          height={height}
          rx={7}
          strokeDasharray="4 3"
        />
        <text y={(wireCentre(first) + wireCentre(last)) / 2} className={classes.label}>
          if …
        </text>
      </g>
    );
  }
  if (inner.gate === "measure") return <Meter y={wireCentre(targets[0])} bit={inner.bits[0]} />;
  return (targets.length === 0 ? [0] : targets).map((qubit, at) => {
    const y = wireCentre(qubit);
    if (base === "barrier") {
      return <path key={qubit} d={`M0 ${y - cellHeight / 2}v${cellHeight}`} className={classes.barrier} />;
    }
    if (base === "x" && controls.length > 0) {
      return (
        <g key={qubit} className={classes.plus}>
          <circle cy={y} r={15} />
          <path d={`M-15 ${y}h30M0 ${y - 15}v30`} />
        </g>
      );
    }
    if (base === "swap") {
      return <path key={qubit} d={`M-9 ${y - 9}l18 18M9 ${y - 9}l-18 18`} className={classes.cross} />;
    }
    if (base === "cu" && at === 0) return <circle key={qubit} cy={y} r={6.5} className={classes.filled} />;
    const label = inner.gate === "pauli" ? inner.pauli[at] : boxLabel(view);
    return <Box key={qubit} label={label} below={below} kind={gateKind(base)} y={y} />;
  });
}

/** An operation of a column, drawn around x = 0. */
export function GateGlyph({ operation }: { readonly operation: Operation }) {
  const view = viewOperation(operation);
  const { controls, condition, targets, base, inner } = view;
  const [first, last] = spanOf(operation);
  return (
    <>
      {first !== last && base !== "barrier" && inner !== null && (
        <path d={`M0 ${wireCentre(first)}V${wireCentre(last)}`} className={classes.link} />
      )}
      {controls.map(({ qubit, value }) => (
        <circle
          key={qubit}
          cy={wireCentre(qubit)}
          r={6.5}
          className={value === 1 ? classes.filled : classes.open}
        />
      ))}
      <Targets operation={operation} view={view} />
      {condition && (
        <g className={classes.condition}>
          <rect x={-2} y={wireCentre(targets[0]) - half - 5} width={half + 6} height={15} rx={7} />
          <text x={half / 2 + 1} y={wireCentre(targets[0]) - half + 3}>
            {condition.value === 1 ? "" : "¬"}c{condition.bit}
          </text>
        </g>
      )}
    </>
  );
}
