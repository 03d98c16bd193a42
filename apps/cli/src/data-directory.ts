import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { makeDirectory } from "@ansatz/jobs";
import { DataDirectoryError } from "./errors.ts";

/** The platform's folder for a user's application data. */
function applicationData(environment: NodeJS.ProcessEnv): string {
  if (process.platform === "win32") return environment.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support");
  const xdg = environment.XDG_DATA_HOME;
  // The XDG base directory specification has relative paths ignored.
  return xdg?.startsWith("/") ? xdg : join(homedir(), ".local", "share");
}

/** Where jobs are kept: `--data`, else ANSATZ_DATA, else `ansatz` in the platform's folder for application data. */
export function dataDirectory(option: string | undefined, environment: NodeJS.ProcessEnv): string {
  const chosen = option ?? environment.ANSATZ_DATA;
  return chosen === undefined || chosen === ""
    ? join(applicationData(environment), "ansatz")
    : resolve(chosen);
}

/**
 * Makes the data directory if it is missing.
 *
 * @throws {@link DataDirectoryError} that names the directory, the cause and how to choose another.
 */
export function ensureDataDirectory(directory: string): void {
  try {
    makeDirectory(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new DataDirectoryError(
      `The data directory ${directory} cannot be written (${reason}); choose another with --data DIRECTORY or ANSATZ_DATA.`,
      { details: { directory }, cause: error },
    );
  }
}
