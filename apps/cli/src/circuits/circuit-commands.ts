import type { Command } from "commander";
import { decimal, integer, positiveInteger, serverUrl } from "../options/values.ts";
import type { Action } from "../program.ts";
import type { DrawOptions } from "./draw.ts";
import type { ResourcesOptions } from "./resources.ts";
import type { RunCircuitOptions } from "./run.ts";
import type { TranspileOptions } from "./transpile.ts";
import { observable, parameterValues } from "./values.ts";

type Choose = (action: Action) => void;

const fileHelp = "an OpenQASM 2 or 3 file, or a circuit as .json; - reads standard input";

/** Adds the commands that work on circuits. */
export function addCircuitCommands(program: Command, choose: Choose): void {
  addRun(program, choose);
  addTranspile(program, choose);
  program
    .command("draw")
    .description("Draw a circuit as text or SVG")
    .argument("<file>", fileHelp)
    .option("--svg", "draw an SVG document instead of text")
    .option("--output <file>", "write there instead of to standard output")
    .option("--width <n>", "characters of a line, or pixels with --svg; 0 never wraps", integer)
    .action((file: string, options: DrawOptions) => {
      choose(async (context) => (await import("./draw.ts")).draw(file, options, context));
    });
  addResources(program, choose);
  program
    .command("noise-presets")
    .description("List the noise models that have a name")
    .option("--json", "print the models as a JSON array, to start one of your own from")
    .action((options: { json?: true }) => {
      choose(async (context) => (await import("./noise-presets.ts")).listNoisePresets(options, context));
    });
}

function addRun(program: Command, choose: Choose): void {
  program
    .command("run")
    .description("Simulate a circuit, ideal or noisy")
    .argument("<file>", fileHelp)
    .optionsGroup("What to find:")
    .option(
      "--shots <n>",
      "count the outcomes of so many shots (default: 1024 unless asked otherwise)",
      positiveInteger,
    )
    .option(
      "--probabilities",
      "exact probabilities of the classical bits, or of all qubits without measurements",
    )
    .option("--statevector", "amplitudes before the final measurements, qubit 0 least significant")
    .option(
      "--observable <sum>",
      "expectation value of a Pauli sum such as 'Z0 Z1 + 0.5*X0'; repeatable",
      observable,
    )
    .optionsGroup("How:")
    .option("--seed <n>", "seed of every random choice (default: 42)", integer)
    .option("--noise <model>", "a preset (`ansatz noise-presets` lists them) or a JSON file")
    .option("--parameters <values>", "values of symbolic parameters: a=0.1,b=pi/2 or JSON", parameterValues)
    .option(
      "--method <name>",
      "auto (default), state-vector, density-matrix, trajectories or stabilizer (Clifford circuits)",
    )
    .option("--precision <name>", "double (default) or single, of the method state-vector")
    .optionsGroup("Where and how:")
    .option("--threads <n>", "threads of this process (default: all cores)", positiveInteger)
    .option("--server <url>", "run on an Ansatz server instead of in this process", serverUrl)
    .option("--json", "print one JSON object; errors as one JSON object on standard error")
    .option("--progress", "show progress with --json too, on standard error")
    .addHelpText(
      "after",
      "\nBitstrings run from the highest classical bit to the lowest (from the highest qubit where nothing is measured).\n",
    )
    .action((file: string, options: RunCircuitOptions) => {
      choose(async (context) => (await import("./run.ts")).runCircuit(file, options, context));
    });
}

function addResources(program: Command, choose: Choose): void {
  program
    .command("resources")
    .description("Estimate what a circuit takes on a fault-tolerant machine: T states, qubits, time")
    .argument("<file>", fileHelp)
    .option("--physical-error <p>", "error of physical operations (default: 0.001)", decimal)
    .option("--cycle-time <seconds>", "time of a code cycle (default: 0.000001)", decimal)
    .option("--error-budget <p>", "chance that anything goes wrong (default: 0.01)", decimal)
    .option("--data-block <name>", "layout of the data qubits: fast (default), intermediate or compact")
    .option("--toffoli <n>", "T gates of a Toffoli gate: 4 (default) or 7", integer)
    .option("--factories <n>", "at most so many T factories (default: as many as help)", positiveInteger)
    .option("--json", "print one JSON object")
    .action((file: string, options: ResourcesOptions) => {
      choose(async (context) => (await import("./resources.ts")).resources(file, options, context));
    });
}

function addTranspile(program: Command, choose: Choose): void {
  program
    .command("transpile")
    .description("Rewrite a circuit in a machine's gates and on its pairs of qubits, as OpenQASM")
    .argument("<file>", fileHelp)
    .option(
      "--basis <gates>",
      "gates such as rz,sx,x,cx or one of u-cx (default), rz-sx-cx, rz-sx-cz, rz-sx-ecr, rz-rx-iswap, trapped-ion, rz-ry-rzz",
    )
    .option(
      "--coupling <map>",
      "all (default), line:5, ring:N, grid:RxC, heavy-hex:D or a JSON file with qubitCount and edges",
    )
    .option("--optimization <level>", "0 to 3 (default: 2)", integer)
    .option("--seed <n>", "decides ties and random layouts (default: 42)", integer)
    .option("--noise <model>", "estimate the fidelity under this preset or JSON file")
    .option("--qasm <version>", "2 or 3 (default: that of the file)", decimal)
    .option("--output <file>", "write the OpenQASM text there")
    .option("--json", "print one JSON object with the text and what it costs")
    .action((file: string, options: TranspileOptions) => {
      choose(async (context) => (await import("./transpile.ts")).transpile(file, options, context));
    });
}
