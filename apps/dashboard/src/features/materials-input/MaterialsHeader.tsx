import { Link } from "@tanstack/react-router";
import formClasses from "../portfolio-form/finance-form.module.css";

/** The pages of property prediction beside each other. */
export function MaterialsHeader() {
  return (
    <nav aria-label="Property prediction" className={formClasses.kinds}>
      <Link to="/materials/new" className={formClasses.kind}>
        New question
      </Link>
      <Link to="/models" className={formClasses.kind}>
        Trained models
      </Link>
    </nav>
  );
}
