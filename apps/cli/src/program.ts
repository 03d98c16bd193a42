import { Command } from "commander";
import { addCircuitCommands } from "./circuits/circuit-commands.ts";
import { addCalculationOptions, type CalculationOptions } from "./options/calculation.ts";
import { decimal, integerPair, port, positiveInteger, serverUrl } from "./options/values.ts";
import type { ListJobsOptions } from "./commands/jobs.ts";
import { addBacktestCommand } from "./commands/backtest-command.ts";
import { addOptionCommand } from "./commands/option-command.ts";
import { addFrontierCommand } from "./commands/frontier-command.ts";
import { addLearningCommands } from "./commands/learning-commands.ts";
import { addPortfolioCommand } from "./commands/portfolio-command.ts";
import { addRiskCommand } from "./commands/risk-command.ts";
import type { ScanOptions } from "./commands/scan.ts";
import type { ServeOptions } from "./commands/serve.ts";
import type { WorkerOptions } from "./commands/worker.ts";
import type { CommandContext } from "./terminal.ts";
import { version } from "./version.ts";

const defaultServer = "http://127.0.0.1:3210";

const examples = `
Examples:
  ansatz ground-state --smiles O --basis sto-3g --full
  ansatz ground-state --xyz molecule.xyz --basis 6-31g --active 6,6 --json
  ansatz scan --molecule n2 --bond 1,2 --from 0.8 --to 2.2 --points 8 --active 6,6
  ansatz run bell.qasm --shots 1000 --noise superconducting
  ansatz transpile bell.qasm --basis rz,sx,x,cx --coupling line:5
  ansatz portfolio --sample us-stocks --pick 5
  ansatz frontier --sample us-stocks --cardinality 5 --report frontier.html
  ansatz backtest --sample us-stocks --pick 5 --report backtest.html
  ansatz risk --sample us-stocks --model historical --level 0.95
  ansatz option --spot 2 --strike 1.896 --maturity 0.11 --volatility 0.4 --rate 0.05
  ansatz audit --sample bulk-moduli --rows 300
  ansatz train --sample bulk-moduli --model random-forest --out model.json
  ansatz predict --model model.json --formula MgO,TiN
  ansatz propose --sample bulk-moduli --elements B,C,N,Ti,W
  ansatz serve
  ansatz jobs list
`;

const exitCodeHelp = `
Exit codes:
    0  success
    1  a fault of the program
    2  bad input: the message names it and what to change
    3  not converged; the result is printed
    4  too large for the memory; the message says how large and what to change
    5  storage or server not available
  130  cancelled
`;

/** Which command a command line asks for, as a function of where it runs. */
export type Action = (context: CommandContext) => Promise<number>;

/** The commands' grammar. Parsing calls `choose` with the command to run; each command's code is loaded when it runs. */
export function createProgram(choose: (action: Action) => void): Command {
  const program = new Command("ansatz")
    .description(
      "Audited ground-state energies, portfolios and property predictions by simulated quantum algorithms, and a simulator for any circuit.",
    )
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print help; every command has its own")
    .addHelpText("after", examples + exitCodeHelp);

  addCalculationOptions(
    program
      .command("ground-state")
      .description(
        "Ground-state energy by UCCSD-VQE beside RHF, MP2 and CASCI, with error budget and verdict",
      ),
  ).action((options: CalculationOptions) => {
    choose(async (context) => (await import("./commands/ground-state.ts")).groundState(options, context));
  });

  addCalculationOptions(
    program
      .command("scan")
      .description("Ground-state energies along one bond's length")
      .requiredOption(
        "--bond <i,j>",
        "the two bonded atoms, numbered from 1; atoms on J's side move",
        integerPair,
      )
      .requiredOption("--from <angstrom>", "shortest bond length", decimal)
      .requiredOption("--to <angstrom>", "longest bond length", decimal)
      .option("--points <n>", "number of bond lengths (default: 11)", positiveInteger),
  ).action((options: ScanOptions) => {
    choose(async (context) => (await import("./commands/scan.ts")).scan(options, context));
  });

  addCircuitCommands(program, choose);
  addPortfolioCommand(program, choose);
  addFrontierCommand(program, choose);
  addBacktestCommand(program, choose);
  addRiskCommand(program, choose);
  addLearningCommands(program, choose);
  addOptionCommand(program, choose);

  program
    .command("serve")
    .description("Serve the dashboard and the API, and run the jobs submitted there")
    .option("--port <n>", "port; a busy one is stepped over", port, 3210)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--data <directory>", "where jobs are kept (default: ANSATZ_DATA, else the user's data folder)")
    .option("--database <url>", "keep jobs on this PostgreSQL server (default: DATABASE_URL, else embedded)")
    .option("--threads <n>", "threads for calculations (default: all cores)", positiveInteger)
    .option("--allow-host <name...>", "further names under which the server is reached")
    .option("--log-level <level>", "silent, error, warn, info or debug", "warn")
    .action((options: ServeOptions) => {
      choose(async (context) => (await import("./commands/serve.ts")).serve(options, context));
    });

  program
    .command("worker")
    .description("Take tasks from a PostgreSQL server that other workers share")
    .option("--database <url>", "address of the PostgreSQL server (default: DATABASE_URL)")
    .option("--threads <n>", "threads for calculations (default: all cores)", positiveInteger)
    .action((options: WorkerOptions) => {
      choose(async (context) => (await import("./commands/worker.ts")).worker(options, context));
    });

  addJobsCommands(program, choose);

  program
    .command("molecules")
    .description("List the molecule library")
    .option("--json", "print a JSON array")
    .action((options: { json?: true }) => {
      choose(async (context) => (await import("./commands/lists.ts")).molecules(options, context));
    });
  program
    .command("basis-sets")
    .description("List the basis sets and the elements they cover")
    .option("--json", "print a JSON array")
    .action((options: { json?: true }) => {
      choose(async (context) => (await import("./commands/lists.ts")).basisSets(options, context));
    });
  return program;
}

function addJobsCommands(program: Command, choose: (action: Action) => void): void {
  const jobs = program.command("jobs").description("List, show and cancel a server's jobs");
  const onServer = (command: Command): Command =>
    command
      .option("--server <url>", "address of the server", serverUrl, defaultServer)
      .option("--json", "print one JSON object");
  onServer(
    jobs
      .command("list")
      .description("List jobs, newest first")
      .option("--status <status>", "only queued, running, succeeded, failed or cancelled ones")
      .option("--kind <kind>", "only ground-state, bond-scan, circuit or portfolio ones")
      .option("--limit <n>", "at most so many (default: 50)", positiveInteger),
  ).action((options: ListJobsOptions) => {
    choose(async (context) => (await import("./commands/jobs.ts")).listJobs(options, context));
  });
  onServer(jobs.command("show <id>").description("Show a job and its result")).action(
    (id: string, options: ListJobsOptions) => {
      choose(async (context) => (await import("./commands/jobs.ts")).showJob(id, options, context));
    },
  );
  onServer(jobs.command("cancel <id>").description("Cancel a job that has not ended")).action(
    (id: string, options: ListJobsOptions) => {
      choose(async (context) => (await import("./commands/jobs.ts")).cancelJob(id, options, context));
    },
  );
}
