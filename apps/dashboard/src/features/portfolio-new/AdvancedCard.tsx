import { SimpleGrid, Stack, Text } from "@mantine/core";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import { ChoiceControl, NumberControl, SwitchControl } from "../../shared/form/controls.tsx";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import { usesCircuit, type PortfolioDraft } from "./portfolio-draft.ts";

const algorithms = [
  { value: "auto", label: "QAOA where it fits in memory, else exact" },
  { value: "qaoa", label: "QAOA" },
  { value: "recursive-qaoa", label: "Recursive QAOA" },
  { value: "variational", label: "Variational circuit (VQE style)" },
  { value: "exact", label: "Exact: the proven optimum" },
  { value: "greedy", label: "Greedy" },
  { value: "local-search", label: "Local search" },
  { value: "annealing", label: "Simulated annealing" },
];

export const mixerChoices = [
  { value: "xy-ring", label: "XY ring: swaps neighbours" },
  { value: "xy-complete", label: "XY complete: swaps any two" },
  { value: "grover", label: "Grover: reflects about the uniform draw" },
  { value: "x", label: "X: flips bits, with penalties" },
];

const starts = [
  { value: "linear-ramp", label: "Linear ramp" },
  { value: "fixed-angles", label: "Fixed angles (mixer X)" },
  { value: "interp", label: "INTERP: layer by layer" },
];

const noises = [
  { value: "", label: "none" },
  { value: "superconducting", label: "superconducting machine" },
  { value: "trapped-ion", label: "trapped-ion machine" },
];

const advancedFields = [
  "algorithm",
  "mixer",
  "layers",
  "start",
  "tail",
  "warmStart",
  "multiAngle",
  "restarts",
  "shots",
  "noise",
  "seed",
];

/** How the portfolio is searched. */
export function AdvancedCard({ form }: { readonly form: FormState<PortfolioDraft> }) {
  const { draft, errors } = form;
  const isQuantum = usesCircuit(draft);
  const isQaoa = draft.algorithm === "qaoa" || draft.algorithm === "auto";
  return (
    <Section
      title="Method"
      description="The classical optimum is always found and shown beside, whatever is chosen here."
    >
      <Stack gap="sm">
        <Text size="sm">
          {algorithms.find(({ value }) => value === draft.algorithm)!.label}
          {isQuantum && `, mixer ${draft.mixer}, ${draft.layers === "" ? 3 : draft.layers} layers`}
        </Text>
        <Disclosure title="Advanced" isForced={advancedFields.some((field) => field in errors)}>
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <ChoiceControl form={form} field="algorithm" label="Algorithm" choices={algorithms} />
              {isQuantum && <ChoiceControl form={form} field="mixer" label="Mixer" choices={mixerChoices} />}
              {isQuantum && (
                <NumberControl
                  form={form}
                  field="layers"
                  label="Layers p"
                  placeholder="3"
                  allowDecimal={false}
                />
              )}
              {isQuantum && <ChoiceControl form={form} field="start" label="First angles" choices={starts} />}
              {isQuantum && (
                <NumberControl
                  form={form}
                  field="tail"
                  label="CVaR tail, %"
                  description="Optimises the mean of the best samples."
                  placeholder="100: the mean of all"
                />
              )}
              {isQuantum && (
                <NumberControl
                  form={form}
                  field="restarts"
                  label="Restarts"
                  description="Further starts from disturbed angles."
                  placeholder="0"
                  allowDecimal={false}
                />
              )}
              <NumberControl
                form={form}
                field="shots"
                label="Samples"
                description="Of the state; the best one counts."
                placeholder="1000"
                allowDecimal={false}
              />
              {isQuantum && (
                <ChoiceControl
                  form={form}
                  field="noise"
                  label="Noise"
                  description="Adds what a noisy machine would give."
                  choices={noises}
                />
              )}
              <NumberControl
                form={form}
                field="seed"
                label="Seed"
                description="The same seed gives the same answer."
                placeholder="42"
                allowDecimal={false}
              />
            </SimpleGrid>
            {isQaoa && draft.form === "selection" && (
              <SwitchControl
                form={form}
                field="warmStart"
                label="Warm start"
                description="Begins from the continuous optimum; the result shows that start by itself as a control."
              />
            )}
            {isQaoa && (
              <SwitchControl
                form={form}
                field="multiAngle"
                label="An angle for every term"
                description="Multi-angle QAOA: more parameters, shallower circuits."
              />
            )}
          </Stack>
        </Disclosure>
      </Stack>
    </Section>
  );
}
