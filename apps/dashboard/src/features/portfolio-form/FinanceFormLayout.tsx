import { Alert, Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode, RefObject, SubmitEvent } from "react";
import { usePageTitle } from "../../app/use-page-title.ts";
import type { FormErrors } from "../../shared/form/form-errors.ts";
import { CrossCircleIcon, PlayIcon } from "../../shared/icons.tsx";
import classes from "./finance-form.module.css";

interface FinanceFormLayoutProps {
  readonly title: string;
  readonly description: string;
  readonly form: {
    readonly ref: RefObject<HTMLFormElement | null>;
    readonly onSubmit: (event: SubmitEvent) => void;
    readonly isPending: boolean;
    readonly errors: FormErrors;
  };
  readonly submit: string;
  readonly children: ReactNode;
  /** What stands beside the form above the button. */
  readonly side?: ReactNode;
}

const pages = [
  { to: "/portfolios/new", label: "Portfolio" },
  { to: "/frontiers/new", label: "Frontier" },
  { to: "/backtests/new", label: "Backtest" },
  { to: "/risks/new", label: "Risk" },
  { to: "/options/new", label: "Option" },
] as const;

/** A form of finance: the questions that a market can be asked, the fields, and the button that runs them. */
export function FinanceFormLayout(props: FinanceFormLayoutProps) {
  const { title, description, form, submit, children, side } = props;
  usePageTitle(title);
  return (
    <form ref={form.ref} onSubmit={form.onSubmit} noValidate>
      <nav aria-label="Finance" className={classes.kinds}>
        {pages.map(({ to, label }) => (
          <Link key={to} to={to} className={classes.kind}>
            {label}
          </Link>
        ))}
      </nav>
      <Stack gap="xs" mb="lg">
        <Title order={1}>{title}</Title>
        <Text c="dimmed" maw="46rem">
          {description}
        </Text>
      </Stack>
      <div className={classes.columns}>
        <div className={classes.main}>{children}</div>
        <div className={classes.side}>
          {side}
          <div className={classes.submit}>
            {form.errors.form !== undefined && (
              <Alert
                color="red"
                variant="light"
                icon={<CrossCircleIcon />}
                title="The calculation was not started"
                role="alert"
                data-field="form"
                tabIndex={-1}
              >
                {form.errors.form}
              </Alert>
            )}
            <Button type="submit" size="lg" fullWidth loading={form.isPending} leftSection={<PlayIcon />}>
              {submit}
            </Button>
            <Group justify="center">
              <Anchor component={Link} to="/jobs" size="sm">
                Calculations so far
              </Anchor>
            </Group>
          </div>
        </div>
      </div>
    </form>
  );
}
