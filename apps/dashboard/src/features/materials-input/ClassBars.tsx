import { formatCount } from "../../shared/format.ts";
import type { MaterialsFacts } from "../materials-worker/types.ts";
import resultClasses from "../job-result/job-result.module.css";
import { percentText } from "../portfolio-charts/money-format.ts";

/** How many rows each class has. */
export function ClassBars({ facts: { classes: names, usedRows } }: { readonly facts: MaterialsFacts }) {
  const most = Math.max(...names.map(({ count }) => count));
  return (
    <ul className={resultClasses.budget} aria-label="Classes">
      {names.map(({ name, count }) => (
        <li key={name}>
          <div className={resultClasses.budgetHead}>
            <span>{name}</span>
            <span className="number">
              {formatCount(count)} rows, {percentText(count / usedRows, 1)}
            </span>
          </div>
          <div className={resultClasses.track} aria-hidden="true">
            <div className={resultClasses.bar} style={{ right: `${100 - (100 * count) / most}%` }} />
          </div>
        </li>
      ))}
    </ul>
  );
}
