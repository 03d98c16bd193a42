import { Loader } from "@mantine/core";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import NewCalculationPage from "../features/new-calculation/NewCalculationPage.tsx";
import { parseFilter } from "../features/jobs-list/job-filter.ts";
import { parseComparison } from "../features/portfolio-compare/comparison.ts";
import { Layout } from "./Layout.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";

const root = createRootRoute({ component: Layout, notFoundComponent: NotFoundPage });

const newCalculation = createRoute({ getParentRoute: () => root, path: "/", component: NewCalculationPage });

const jobs = createRoute({
  getParentRoute: () => root,
  path: "/jobs",
  validateSearch: parseFilter,
  component: lazyRouteComponent(() => import("../features/jobs-list/JobsPage.tsx")),
});

const job = createRoute({
  getParentRoute: () => root,
  path: "/jobs/$id",
  component: lazyRouteComponent(() => import("../features/job/JobPage.tsx")),
});

const playground = createRoute({
  getParentRoute: () => root,
  path: "/playground",
  component: lazyRouteComponent(() => import("../features/playground/PlaygroundPage.tsx")),
});

const newPortfolio = createRoute({
  getParentRoute: () => root,
  path: "/portfolios/new",
  component: lazyRouteComponent(() => import("../features/portfolio-new/NewPortfolioPage.tsx")),
});

const comparePortfolios = createRoute({
  getParentRoute: () => root,
  path: "/portfolios/compare",
  validateSearch: parseComparison,
  component: lazyRouteComponent(() => import("../features/portfolio-compare/ComparePage.tsx")),
});

const newFrontier = createRoute({
  getParentRoute: () => root,
  path: "/frontiers/new",
  component: lazyRouteComponent(() => import("../features/frontier-new/NewFrontierPage.tsx")),
});

const newBacktest = createRoute({
  getParentRoute: () => root,
  path: "/backtests/new",
  component: lazyRouteComponent(() => import("../features/backtest-new/NewBacktestPage.tsx")),
});

const newRisk = createRoute({
  getParentRoute: () => root,
  path: "/risks/new",
  component: lazyRouteComponent(() => import("../features/risk-new/NewRiskPage.tsx")),
});

const newOption = createRoute({
  getParentRoute: () => root,
  path: "/options/new",
  component: lazyRouteComponent(() => import("../features/option-new/NewOptionPage.tsx")),
});

const newMaterials = createRoute({
  getParentRoute: () => root,
  path: "/materials/new",
  component: lazyRouteComponent(() => import("../features/materials-new/NewMaterialsPage.tsx")),
});

const models = createRoute({
  getParentRoute: () => root,
  path: "/models",
  component: lazyRouteComponent(() => import("../features/model-list/ModelsPage.tsx")),
});

export const router = createRouter({
  routeTree: root.addChildren([
    newCalculation,
    jobs,
    job,
    playground,
    newPortfolio,
    comparePortfolios,
    newFrontier,
    newBacktest,
    newRisk,
    newOption,
    newMaterials,
    models,
  ]),
  defaultPreload: "intent",
  defaultPendingComponent: () => <Loader aria-label="Loading the page" />,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
