import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Router, static as serveStatic } from "express";

/** Folder of the dashboard's build; undefined where it has not been built. */
export function findDashboard(): string | undefined {
  try {
    const packageFile = fileURLToPath(import.meta.resolve("@ansatz/dashboard/package.json"));
    const directory = join(dirname(packageFile), "dist");
    return existsSync(join(directory, "index.html")) ? directory : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Serves the dashboard's files: those with a hash in their name for a year, the others revalidated. Addresses without a
 * file, as `/jobs/…`, get the page when a browser navigates there: the page routes on its own.
 */
export function dashboardRouter(directory: string): Router {
  const router = Router();
  const hashed = join(directory, "assets") + sep;
  router.use(
    serveStatic(directory, {
      index: "index.html",
      redirect: false,
      setHeaders: (response, path) => {
        response.setHeader(
          "cache-control",
          path.startsWith(hashed) ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    }),
  );
  router.get("/{*page}", (request, response, next) => {
    const lastSegment = request.path.split("/").at(-1) ?? "";
    const navigates = request.headers.accept?.includes("text/html") ?? false;
    if (
      !navigates ||
      lastSegment.includes(".") ||
      request.path === "/api" ||
      request.path.startsWith("/api/")
    ) {
      next();
      return;
    }
    response.setHeader("cache-control", "no-cache");
    response.sendFile("index.html", { root: directory }, (error?: Error) => {
      if (error) next(error);
    });
  });
  return router;
}
