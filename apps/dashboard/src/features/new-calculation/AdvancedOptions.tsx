import { Button, Collapse, NumberInput, Select, SimpleGrid } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useId } from "react";
import { ChevronIcon } from "../../shared/icons.tsx";
import type { Draft } from "./draft.ts";
import type { FieldErrors } from "./field-errors.ts";
import { fromNumberInput } from "../../shared/form/number-field.ts";

interface AdvancedOptionsProps {
  readonly draft: Draft;
  readonly update: (change: Partial<Draft>) => void;
  readonly errors: FieldErrors;
}

const optimizers: readonly { value: Draft["optimizer"]; label: string }[] = [
  { value: "l-bfgs", label: "L-BFGS: exact gradients, fastest here" },
  { value: "adam", label: "Adam: gradient descent with momentum" },
  { value: "spsa", label: "SPSA: two noisy evaluations a step" },
  { value: "cobyla", label: "COBYLA: no gradients, linear models" },
  { value: "nelder-mead", label: "Nelder–Mead: no gradients, simplex" },
];

/** Settings of the optimisation that few calculations need. */
export function AdvancedOptions({ draft, update, errors }: AdvancedOptionsProps) {
  const id = useId();
  const hasError = ["optimizer", "energyTolerance", "maxIterations", "seed"].some((field) => field in errors);
  const [opened, { toggle }] = useDisclosure(false);
  const isOpen = opened || hasError;
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-md"
        px={4}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
        leftSection={
          <span style={{ display: "inline-flex", rotate: isOpen ? "90deg" : "none" }}>
            <ChevronIcon size={14} />
          </span>
        }
      >
        Advanced
      </Button>
      <Collapse expanded={isOpen} id={id}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} pt="sm">
          <Select
            label="Optimiser"
            description="Adjusts the parameters of the circuit."
            data={[...optimizers]}
            value={draft.optimizer}
            onChange={(value) => {
              const chosen = optimizers.find((optimizer) => optimizer.value === value);
              if (chosen) update({ optimizer: chosen.value });
            }}
            allowDeselect={false}
            error={errors.optimizer}
            data-field="optimizer"
          />
          <NumberInput
            label="Energy tolerance (hartree)"
            description="Stops when an iteration changes less."
            placeholder="1e-8"
            value={draft.energyTolerance}
            onChange={(value) => update({ energyTolerance: fromNumberInput(value) })}
            clampBehavior="none"
            hideControls
            error={errors.energyTolerance}
            data-field="energyTolerance"
          />
          <NumberInput
            label="Most iterations"
            description="Stops there even without converging."
            placeholder="the optimiser's own limit"
            value={draft.maxIterations}
            onChange={(value) => update({ maxIterations: fromNumberInput(value) })}
            clampBehavior="none"
            allowDecimal={false}
            hideControls
            error={errors.maxIterations}
            data-field="maxIterations"
          />
          <NumberInput
            label="Seed"
            description="The same seed gives the same numbers."
            placeholder="42"
            value={draft.seed}
            onChange={(value) => update({ seed: fromNumberInput(value) })}
            clampBehavior="none"
            allowDecimal={false}
            hideControls
            error={errors.seed}
            data-field="seed"
          />
        </SimpleGrid>
      </Collapse>
    </div>
  );
}
