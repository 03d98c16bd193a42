import { Group, SegmentedControl, Table, Text } from "@mantine/core";
import { memo, useState } from "react";
import { ChartFrame } from "../../../shared/ChartFrame.tsx";
import { formatCount } from "../../../shared/format.ts";
import type { BasisRow, SimulationResult } from "../simulation/types.ts";
import { PhaseDial, PhaseWheel } from "./PhaseDial.tsx";
import { formatComplex, formatPercent, formatPhase, negligible, phaseColor, phaseOf } from "./phase.ts";
import classes from "./results.module.css";

type Measure = "probability" | "amplitude";

const ceilings = [0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1];

function StateTable({ states }: { readonly states: readonly BasisRow[] }) {
  return (
    <Table striped fz="xs" className="number">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">State</Table.Th>
          <Table.Th scope="col">Probability</Table.Th>
          <Table.Th scope="col">Amplitude</Table.Th>
          <Table.Th scope="col">Phase</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {states.map(({ bits, probability, amplitude }) => (
          <Table.Tr key={bits}>
            <Table.Td>|{bits}⟩</Table.Td>
            <Table.Td>{formatPercent(probability)}</Table.Td>
            <Table.Td>{amplitude ? formatComplex(amplitude) : "–"}</Table.Td>
            <Table.Td>
              {amplitude && probability > negligible ? formatPhase(phaseOf(amplitude)) : "–"}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface BarProps {
  readonly row: BasisRow;
  readonly measure: Measure;
  readonly ceiling: number;
  readonly isTight: boolean;
}

function Bar({ row, measure, ceiling, isTight }: BarProps) {
  const { bits, probability, amplitude } = row;
  const size = measure === "probability" ? probability : Math.sqrt(probability);
  const hasPhase = amplitude !== null && probability > negligible;
  const phase = hasPhase ? phaseOf(amplitude) : 0;
  const text = measure === "probability" ? formatPercent(probability) : String(Number(size.toFixed(2)));
  return (
    <div className={classes.bar} title={`|${bits}⟩: ${formatPercent(probability)}`}>
      <div className={classes.track}>
        <div
          className={classes.fill}
          style={{
            height: `${Math.min(100, (size / ceiling) * 100)}%`,
            background: hasPhase ? phaseColor(phase) : "light-dark(#8b99a2, #8b99a2)",
          }}
        >
          {!isTight && probability > negligible && <span className={classes.percent}>{text}</span>}
        </div>
      </div>
      <span className={classes.dial}>{hasPhase && <PhaseDial phase={phase} />}</span>
      <span className={classes.bits} data-vertical={isTight || bits.length > 4 || undefined}>
        {bits}
      </span>
    </div>
  );
}

/** The most probable states in words. */
function summary({ states }: SimulationResult): string {
  const top = states.toSorted((a, b) => b.probability - a.probability).slice(0, 4);
  return top
    .filter(({ probability }) => probability > negligible)
    .map(({ bits, probability, amplitude }) => {
      const phase = amplitude ? ` with phase ${formatPhase(phaseOf(amplitude))}` : "";
      return `${bits} ${formatPercent(probability)}${phase}`;
    })
    .join(", ");
}

/** Probabilities of the basis states as bars whose colour and arrow show the phase. */
export const StateChart = memo(function StateChart({ result }: { readonly result: SimulationResult }) {
  const [measure, setMeasure] = useState<Measure>("probability");
  const { states, qubitCount, shownProbability } = result;
  const sizes = states.map(({ probability }) =>
    measure === "probability" ? probability : Math.sqrt(probability),
  );
  const greatest = Math.max(...sizes, 1e-12);
  const ceiling = ceilings.find((one) => greatest <= one * 1.0001) ?? 1;
  const total = 2 ** qubitCount;
  const hasPhases = states.some(({ amplitude }) => amplitude !== null);
  const axisText = (value: number) =>
    measure === "probability"
      ? `${Number((value * 100).toPrecision(3))} %`
      : String(Number(value.toPrecision(3)));
  return (
    <>
      <Group justify="space-between" align="flex-end" mb={4}>
        <div>
          <SegmentedControl
            size="xs"
            aria-label="Height of the bars"
            value={measure}
            onChange={(value) => setMeasure(value === "amplitude" ? "amplitude" : "probability")}
            data={[
              { value: "probability", label: "Probability" },
              { value: "amplitude", label: "Amplitude" },
            ]}
          />
          <Text size="xs" c="dimmed" mt={6} maw="24rem">
            Bits are read from right to left: the last one is qubit 0.
            {states.length < total &&
              ` The ${states.length} most probable of ${formatCount(total)} states are shown, ${formatPercent(shownProbability)} in all.`}
            {!hasPhases && " A mixture has probabilities but no phases, so the bars are grey."}
          </Text>
        </div>
        {hasPhases && <PhaseWheel />}
      </Group>
      <ChartFrame
        label={`Probabilities of the basis states. Most probable: ${summary(result)}.`}
        legend={[]}
        height="auto"
        table={<StateTable states={states} />}
      >
        <div className={classes.scroller}>
          <div className={classes.axis}>
            {[0, 0.5, 1].map((part) => (
              <div key={part} className={classes.line} style={{ top: 18 + 180 * (1 - part) }}>
                <span>{axisText(part * ceiling)}</span>
              </div>
            ))}
            <div className={classes.bars}>
              {states.map((row) => (
                <Bar
                  key={row.bits}
                  row={row}
                  measure={measure}
                  ceiling={ceiling}
                  isTight={states.length > 12}
                />
              ))}
            </div>
          </div>
        </div>
      </ChartFrame>
    </>
  );
});
