import type { RiskResult } from "@ansatz/contract";
import { Text } from "@mantine/core";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { LineDiagram } from "../job/LineDiagram.tsx";
import { logAxis, logHorizontal } from "../portfolio-charts/axes.ts";
import { figureText } from "../portfolio-charts/money-format.ts";

/** Errors against oracle calls with guides of 1/M and 1/√M through the first points. */
export function ErrorSeriesChart({ series }: { readonly series: NonNullable<RiskResult["errorSeries"]> }) {
  const { points, quantumSlope, classicalSlope, method, repetitions } = series;
  if (points.length === 0) return null;
  const start = points[0];
  const rows = points.map(({ calls, quantumError, classicalError }) => ({
    calls,
    quantumError: quantumError > 0 ? quantumError : null,
    classicalError: classicalError > 0 ? classicalError : null,
    linear: (Math.max(start.quantumError, Number.MIN_VALUE) * start.calls) / calls,
    root: Math.max(start.classicalError, Number.MIN_VALUE) * Math.sqrt(start.calls / calls),
  }));
  const errors = rows.flatMap(({ quantumError, classicalError }) => [quantumError ?? 0, classicalError ?? 0]);
  return (
    <Section
      title="Error against oracle calls"
      description={`Measured ${repetitions} times at each number of calls; both axes logarithmic.`}
    >
      <LineDiagram
        label={`Errors against calls, logarithmic: amplitude estimation falls as calls to the power ${quantumSlope.toFixed(2)}, classical sampling as ${classicalSlope.toFixed(2)}; 1/M is −1, 1/√M −0.5.`}
        rows={rows}
        x={logHorizontal(
          "calls",
          "Oracle calls M",
          rows.map(({ calls }) => calls),
        )}
        y={logAxis(errors, "error")}
        curves={[
          { field: "linear", name: "1/M", color: "var(--series-1)", dash: "2 3" },
          { field: "root", name: "1/√M", color: "var(--series-2)", dash: "7 4" },
          { field: "classicalError", name: "Classical Monte Carlo", color: "var(--series-2)" },
          { field: "quantumError", name: "Amplitude estimation", color: "var(--series-1)" },
        ]}
        tooltip={({ calls, quantumError, classicalError }) => (
          <>
            <strong>{figureText(calls, 4)} calls</strong>
            <div>amplitude estimation {quantumError === null ? "0" : figureText(quantumError, 3)}</div>
            <div>classical {classicalError === null ? "0" : figureText(classicalError, 3)}</div>
          </>
        )}
        table={
          <NumberTable
            heads={["Calls", "Amplitude estimation", "Classical"]}
            rows={points.map(({ calls, quantumError, classicalError }) => [
              figureText(calls, 5),
              figureText(quantumError, 4),
              figureText(classicalError, 4),
            ])}
          />
        }
      />
      <Text size="sm" mt="xs">
        Slopes: {figureText(quantumSlope, 3)} by {method} amplitude estimation,{" "}
        {figureText(classicalSlope, 3)} by classical sampling. Calls of a quantum oracle and of a classical
        sampler do not cost the same time.
      </Text>
    </Section>
  );
}
