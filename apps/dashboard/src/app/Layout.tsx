import { Anchor, Container, Group, Text } from "@mantine/core";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { ColorSchemeToggle } from "./ColorSchemeToggle.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import classes from "./layout.module.css";
import { Logo } from "./Logo.tsx";
import { ServerNotice } from "./ServerNotice.tsx";

/** What every page has: skip link, header, the page itself, footer. */
export function Layout() {
  const main = useRef<HTMLDivElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = useRef(path);
  const isFinance = /^\/(portfolios|frontiers|backtests|risks|options)\//.test(path);
  const isMaterials = /^\/(materials|models)(\/|$)/.test(path);

  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    // A new page is read from its beginning; the first one keeps the browser's own focus.
    main.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [path]);

  return (
    <div className={classes.page}>
      <a className={classes.skip} href="#main">
        Skip to the content
      </a>
      <header className={classes.header}>
        <Container size="xl" className={classes.bar}>
          <Link to="/" className={classes.brand} aria-label="Ansatz, home">
            <Logo />
            <span className={classes.name}>Ansatz</span>
          </Link>
          <nav aria-label="Main" className={classes.nav}>
            <Link to="/" className={classes.item} activeOptions={{ exact: true }}>
              New<span className={classes.wide}> calculation</span>
            </Link>
            <Link
              to="/portfolios/new"
              className={classes.item}
              data-status={isFinance ? "active" : undefined}
            >
              Portfolio
            </Link>
            <Link
              to="/materials/new"
              className={classes.item}
              data-status={isMaterials ? "active" : undefined}
            >
              Materials
            </Link>
            <Link to="/jobs" className={classes.item}>
              Calculations
            </Link>
            <Link to="/playground" className={classes.item}>
              Playground
            </Link>
            <a href="/api/docs" className={`${classes.item} ${classes.wide}`}>
              API
            </a>
          </nav>
          <ColorSchemeToggle />
        </Container>
      </header>
      <Container component="main" id="main" ref={main} tabIndex={-1} size="xl" className={classes.main}>
        <ServerNotice />
        <ErrorBoundary key={path}>
          <Outlet />
        </ErrorBoundary>
      </Container>
      <footer className={classes.footer}>
        <Container size="xl">
          <Group justify="space-between" gap="xs">
            <Text size="xs" c="dimmed">
              {path.startsWith("/playground")
                ? "Circuits are simulated in this page: nothing of them leaves your browser."
                : "Simulated on classical computers. Every result stands beside its reference; no quantum advantage is claimed."}
            </Text>
            <Anchor href="/api/docs" size="xs" c="dimmed" underline="always">
              API documentation
            </Anchor>
          </Group>
        </Container>
      </footer>
    </div>
  );
}
