import { Section } from "../../shared/Section.tsx";
import { ConvergenceChart, type ConvergenceProps } from "./ConvergenceChart.tsx";
import { ErrorChart } from "./ErrorChart.tsx";
import classes from "./job.module.css";

/** Both views of the convergence: the energy, and its distance from the exact one. */
export function Convergence(props: ConvergenceProps) {
  return (
    <div className={classes.charts}>
      <Section title="Convergence" description="Energy per iteration, hartree">
        <ConvergenceChart {...props} />
      </Section>
      <Section title="Error" description="Distance from the exact energy, logarithmic">
        <ErrorChart {...props} />
      </Section>
    </div>
  );
}
