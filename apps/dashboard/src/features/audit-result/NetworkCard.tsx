import type { AuditResult } from "@ansatz/contract";
import { Text } from "@mantine/core";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { LineDiagram } from "../job/LineDiagram.tsx";
import { logAxis } from "../portfolio-charts/axes.ts";
import { figureText } from "../portfolio-charts/money-format.ts";

type Network = NonNullable<AuditResult["network"]>;

function plateauText({ decay }: Network): string {
  if (decay === null) return "Too few qubits to tell how gradients fall.";
  const interval = `${figureText(decay.lower, 2)} to ${figureText(decay.upper, 2)}`;
  const rate = `They fall as exp(−${figureText(decay.rate, 2)} · qubits) (95 % interval ${interval})`;
  return decay.isBarren
    ? `${rate}: a barren plateau, where training cannot start on many qubits.`
    : `${rate}: no barren plateau is seen at these sizes, the fall is as by a power of the qubits or not certain.`;
}

/** What the quantum neural network's circuit can reach, and whether its gradients vanish. */
export function NetworkCard({ result: { network } }: { readonly result: AuditResult }) {
  if (network === null) return null;
  const rows = network.gradientVariances;
  const variances = rows.map(({ variance }) => variance);
  return (
    <Section
      title="Circuit of the quantum neural network"
      description={`${network.layers} layers at random angles.`}
    >
      <Text size="sm" mb="sm">
        Expressibility on {network.qubits} qubits: {figureText(network.expressibility, 3)} nats from
        Haar-random states, of which sampling makes about {figureText(network.expressibilityBias, 2)}.
      </Text>
      <LineDiagram
        label={`Variance of a derivative by qubits: ${rows.map(({ qubits, variance }) => `${figureText(variance, 2)} on ${qubits}`).join("; ")}.`}
        rows={rows}
        x={{ field: "qubits", label: "Qubits" }}
        y={logAxis(variances, "variance of a derivative")}
        curves={[{ field: "variance", name: "Mean over the angles", color: "var(--series-1)" }]}
        tooltip={({ qubits, variance }) => (
          <>
            <strong>{qubits} qubits</strong>
            <div>{figureText(variance, 3)}</div>
          </>
        )}
        table={
          <NumberTable
            heads={["Qubits", "Variance of a derivative"]}
            rows={rows.map(({ qubits, variance }) => [String(qubits), figureText(variance, 3)])}
          />
        }
      />
      <Text size="sm" mt="sm">
        {plateauText(network)}
      </Text>
    </Section>
  );
}
