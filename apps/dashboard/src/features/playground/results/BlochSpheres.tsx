import { Text } from "@mantine/core";
import { memo } from "react";
import { signed } from "../../../shared/format.ts";
import type { SimulationResult } from "../simulation/types.ts";
import { blochLength, blochWords } from "./bloch-words.ts";
import { formatPercent } from "./phase.ts";
import classes from "./results.module.css";

type Vector = readonly [x: number, y: number, z: number];

const radius = 46;
const [azimuth, elevation] = [(-30 * Math.PI) / 180, (20 * Math.PI) / 180];

/** Orthographic view from the front right, a little from above; z is up. */
function project([x, y, z]: Vector): readonly [number, number] {
  const right = x * Math.sin(azimuth) + y * Math.cos(azimuth);
  const towards = x * Math.cos(azimuth) - y * Math.sin(azimuth);
  return [radius * right, -radius * (z * Math.cos(elevation) - towards * Math.sin(elevation))];
}

const at = (vector: Vector): string =>
  project(vector)
    .map((value) => value.toFixed(2))
    .join(" ");

const circle = (point: (angle: number) => Vector): string =>
  `M${Array.from({ length: 49 }, (_, step) => at(point((step / 48) * 2 * Math.PI))).join("L")}`;

const equator = circle((angle) => [Math.cos(angle), Math.sin(angle), 0]);
const meridian = circle((angle) => [Math.cos(angle), 0, Math.sin(angle)]);

const labels: readonly (readonly [text: string, place: Vector])[] = [
  ["|0⟩", [0, 0, 1.24]],
  ["|1⟩", [0, 0, -1.24]],
  ["|+⟩", [1.3, 0, 0]],
  ["|+i⟩", [0, 1.24, 0]],
];

function Sphere({ vector }: { readonly vector: Vector }) {
  const [x, y] = vector;
  const [tipX, tipY] = project(vector);
  return (
    <svg viewBox="-66 -64 132 128" width="132" height="128" aria-hidden="true" focusable="false">
      <circle r={radius} className={classes.ball} />
      <path d={equator} className={classes.meridian} />
      <path d={meridian} className={classes.meridian} />
      <path d={`M${at([0, 0, -1])}L${at([0, 0, 1])}`} className={classes.axisLine} />
      <path d={`M${at([-1, 0, 0])}L${at([1, 0, 0])}`} className={classes.axisLine} />
      <path d={`M${at([0, -1, 0])}L${at([0, 1, 0])}`} className={classes.axisLine} />
      <path d={`M0 0L${at([x, y, 0])}L${at(vector)}`} fill="none" className={classes.shadow} />
      <path d={`M0 0L${at(vector)}`} className={classes.arrow} />
      <circle cx={tipX} cy={tipY} r="4.5" className={classes.tip} />
      {labels.map(([text, place]) => {
        const [left, top] = project(place);
        return (
          <text key={text} x={left} y={top} className={classes.axisText}>
            {text}
          </text>
        );
      })}
    </svg>
  );
}

const digits = (value: number): string => signed((Math.abs(value) < 5e-4 ? 0 : value).toFixed(2));

/** A sphere for each qubit; the shorter the arrow, the less the qubit has a state of its own. */
export const BlochSpheres = memo(function BlochSpheres({ result }: { readonly result: SimulationResult }) {
  const { qubits, isPure } = result;
  return (
    <>
      <ul className={classes.spheres} data-testid="bloch-spheres">
        {qubits.map(({ bloch }, qubit) => (
          <li key={qubit} className={classes.sphere} data-qubit={qubit}>
            <h3>q{qubit}</h3>
            <Sphere vector={bloch} />
            <div>{blochWords(bloch, isPure)}</div>
            <Text size="xs" c="dimmed" className="number">
              ({bloch.map(digits).join(", ")})
              <br />
              length {digits(blochLength(bloch))}
              <br />
              P(1) {formatPercent((1 - bloch[2]) / 2)}
            </Text>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="sm">
        An arrow of length 1 is a qubit with a state of its own: up is 0, down is 1, on the equator both are
        equally likely and the direction is the phase.{" "}
        {isPure
          ? "A shorter arrow means that the qubit is entangled: part of its state lies only in its connection to others."
          : "A shorter arrow means that the qubit is entangled with others, or that noise and measurements have blurred it."}
      </Text>
    </>
  );
});
