import { Loader } from "@mantine/core";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import NewCalculationPage from "../features/new-calculation/NewCalculationPage.tsx";
import { parseFilter } from "../features/jobs-list/job-filter.ts";
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

export const router = createRouter({
  routeTree: root.addChildren([newCalculation, jobs, job, playground]),
  defaultPreload: "intent",
  defaultPendingComponent: () => <Loader aria-label="Loading the page" />,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
