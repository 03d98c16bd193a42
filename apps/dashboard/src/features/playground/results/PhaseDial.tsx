import { phaseColor } from "./phase.ts";

/** A phase as an arrow: to the right for 0, upwards for π/2. */
export function PhaseDial({ phase, size = 18 }: { readonly phase: number; readonly size?: number }) {
  const x = 7 * Math.cos(phase);
  const y = -7 * Math.sin(phase);
  return (
    <svg width={size} height={size} viewBox="-10 -10 20 20" aria-hidden="true" focusable="false">
      <circle r="8.8" style={{ fill: "none", stroke: phaseColor(phase) }} strokeWidth="2" />
      <path
        d={`M0 0L${x.toFixed(2)} ${y.toFixed(2)}`}
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
      <circle cx={x} cy={y} r="2.2" fill="currentColor" />
    </svg>
  );
}

const wedges = Array.from({ length: 48 }, (_, at) => (at / 48) * 2 * Math.PI);
const named: readonly (readonly [label: string, phase: number])[] = [
  ["0", 0],
  ["π/2", Math.PI / 2],
  ["π", Math.PI],
  ["−π/2", -Math.PI / 2],
];

/** Which colour stands for which phase. */
export function PhaseWheel() {
  const point = (radius: number, phase: number) =>
    `${(radius * Math.cos(phase)).toFixed(2)} ${(-radius * Math.sin(phase)).toFixed(2)}`;
  const half = Math.PI / 48 + 0.005;
  return (
    <svg
      width={108}
      height={84}
      viewBox="-54 -42 108 84"
      role="img"
      aria-label="Phase wheel: the hue and the arrow of a bar show its phase, 0 to the right, π/2 up, π to the left, −π/2 down"
    >
      {wedges.map((phase) => (
        <path
          key={phase}
          d={`M${point(15, phase - half)}L${point(26, phase - half)}L${point(26, phase + half)}L${point(15, phase + half)}Z`}
          style={{ fill: phaseColor(phase) }}
        />
      ))}
      {named.map(([label, phase]) => (
        <text
          key={label}
          x={39 * Math.cos(phase)}
          y={-34 * Math.sin(phase)}
          textAnchor="middle"
          dominantBaseline="central"
          fontSize="11"
          fill="currentColor"
        >
          {label}
        </text>
      ))}
    </svg>
  );
}
