import { SimpleGrid, Stack } from "@mantine/core";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import { ChoiceControl, NumberControl, SwitchControl } from "../../shared/form/controls.tsx";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import { initialAmplitude, type AmplitudeDraft } from "./amplitude-fields.ts";

interface AmplitudeCardProps {
  readonly form: FormState<AmplitudeDraft>;
  readonly title: string;
  readonly usualQubits: number;
  readonly mostQubits: number;
}

const methods = [
  { value: "iterative", label: "Iterative" },
  { value: "maximum-likelihood", label: "Maximum likelihood" },
  { value: "canonical", label: "Canonical: phase estimation" },
];

/** How amplitudes are estimated. */
export function AmplitudeCard({ form, title, usualQubits, mostQubits }: AmplitudeCardProps) {
  const { draft, errors } = form;
  return (
    <Section
      title={title}
      description="Each interval keeps the sampling error and the biases of the circuit apart."
    >
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <ChoiceControl form={form} field="method" label="Method" choices={methods} />
          {draft.method === "iterative" && (
            <NumberControl
              form={form}
              field="accuracy"
              label="Accuracy"
              description="Half-width of the amplitude’s interval."
              placeholder="0.005"
            />
          )}
          {draft.method === "maximum-likelihood" && (
            <NumberControl
              form={form}
              field="rounds"
              label="Rounds"
              description="Doublings of the depth."
              placeholder="6"
              allowDecimal={false}
            />
          )}
          {draft.method === "canonical" && (
            <NumberControl
              form={form}
              field="evaluationQubits"
              label="Evaluation qubits"
              placeholder="7"
              allowDecimal={false}
            />
          )}
        </SimpleGrid>
        <Disclosure
          title="Advanced"
          isForced={Object.keys(initialAmplitude).some((field) => field in errors && field !== "method")}
        >
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <NumberControl
                form={form}
                field="qubits"
                label="Scenario qubits"
                description={`2ⁿ scenarios, up to ${mostQubits} qubits.`}
                placeholder={String(usualQubits)}
                allowDecimal={false}
              />
              <NumberControl form={form} field="confidence" label="Confidence, %" placeholder="95" />
              <ChoiceControl
                form={form}
                field="payoffRotation"
                label="Rotation of the payoff"
                description="Linear is the small-angle one of the literature."
                choices={[
                  { value: "exact", label: "Exact" },
                  { value: "linear", label: "Linear, with its bias" },
                ]}
              />
              {draft.payoffRotation === "linear" && (
                <NumberControl
                  form={form}
                  field="rotationScale"
                  label="Scale of the rotation"
                  placeholder="0.1"
                />
              )}
              <NumberControl form={form} field="seed" label="Seed" placeholder="42" allowDecimal={false} />
            </SimpleGrid>
            <SwitchControl
              form={form}
              field="errorSeries"
              label="Measure the error against oracle calls"
              description="Repeats the estimate with more and more calls, beside classical sampling."
            />
          </Stack>
        </Disclosure>
      </Stack>
    </Section>
  );
}
