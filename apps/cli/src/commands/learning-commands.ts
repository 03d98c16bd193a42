import type { Command } from "commander";
import { addLearningDataOptions } from "../options/learning-data.ts";
import { addRunOptions } from "../options/run-options.ts";
import { integer, positiveInteger } from "../options/values.ts";
import type { Action } from "../program.ts";
import type { AuditOptions } from "./audit.ts";
import type { PredictOptions } from "./predict.ts";
import type { ProposeOptions } from "./propose.ts";
import type { TrainOptions } from "./train.ts";

/** Adds the commands that learn from tables of materials. */
export function addLearningCommands(program: Command, choose: (action: Action) => void): void {
  const audit = program
    .command("audit")
    .description("Quantum kernels and networks against strong classical models on the same folds");
  addLearningDataOptions(audit)
    .optionsGroup("How it is judged:")
    .option("--folds <k>", "a number (default: 5), matbench for its official ones, or column:NAME")
    .option("--inner-folds <k>", "on which settings are chosen (default: 3)", positiveInteger)
    .option("--repeats <n>", "of the folds, shuffled anew (default: 1)", positiveInteger)
    .option("--models <list>", "with commas between (default: all that suit the task and the rows)")
    .option("--shots <n>", "also fidelity kernels from so many measurements an entry", positiveInteger)
    .option("--rows <n>", "learn from so many rows, drawn at random (default: all)", positiveInteger)
    .option("--no-learning-curve", "leave out fits to fewer rows")
    .option("--leakage-check", "also check that nothing of held-out rows reaches the models")
    .option("--seed <n>", "seed of every random choice (default: 42)", integer)
    .optionsGroup("Files:")
    .option("--csv <file>", "write a row a model, and beside them FILE-predictions.csv, for spreadsheets")
    .option("--report <file>", "write a page that prints well, as HTML");
  addRunOptions(audit).action((options: AuditOptions) => {
    choose(async (context) => (await import("./audit.ts")).audit(options, context));
  });

  const train = program
    .command("train")
    .description("Fit one model of an audit to all rows and keep it with its held-out error");
  addLearningDataOptions(train)
    .optionsGroup("The model:")
    .option("--model <name>", "as audits name it (default: random-forest)")
    .option("--rows <n>", "learn from so many rows, drawn at random (default: all)", positiveInteger)
    .option("--folds <k>", "of its held-out error (default: 5)", positiveInteger)
    .option("--seed <n>", "seed of every random choice (default: 42)", integer)
    .optionsGroup("Files:")
    .option("--out <file>", "write the model as JSON, for ansatz predict");
  addRunOptions(train).action((options: TrainOptions) => {
    choose(async (context) => (await import("./train.ts")).train(options, context));
  });

  program
    .command("predict")
    .description("Predict with a model that ansatz train wrote, or one that a server keeps")
    .requiredOption("--model <file>", "a model's file; with --server, the id of the job that trained it")
    .option("--formula <list>", "formulas with commas between")
    .option("--smiles <list>", "molecules with commas between")
    .option("--data <file>", "CSV with the columns of training but the target; - reads standard input")
    .option("--structures <folder>", "CIF or POSCAR files, all of them or those that the table names")
    .option("--composition <column>", "of formulas, SMILES or structures (default: that of training)")
    .option("--csv <file>", "write the predictions for spreadsheets")
    .option("--server <url>", "use a model that an Ansatz server keeps")
    .option("--json", "print one JSON object; errors as one JSON object on standard error")
    .action((options: PredictOptions) => {
      choose(async (context) => (await import("./predict.ts")).predict(options, context));
    });

  const propose = program
    .command("propose")
    .description("The next compounds worth making, and what choosing them this way gained on known rows");
  addLearningDataOptions(propose)
    .optionsGroup("The candidates:")
    .requiredOption("--elements <list>", "that they may hold, with commas between")
    .option("--required <list>", "elements that each must hold")
    .option("--min-elements <n>", "different elements at least (default: 2)", positiveInteger)
    .option("--max-elements <n>", "different elements at most (default: 3)", positiveInteger)
    .option("--max-atoms <n>", "in a formula unit (default: 8)", positiveInteger)
    .option("--any-charge", "also compounds whose common oxidation states do not balance")
    .option(
      "--candidates <n>",
      "most to look at, those with few atoms first (default: 20000)",
      positiveInteger,
    )
    .optionsGroup("How they are ranked:")
    .option("--model <name>", "one that tells its uncertainty (default: matern52-gaussian-process)")
    .option("--goal <name>", "maximise (default) or minimise the target")
    .option("--batch <n>", "compounds to propose (default: 10)", positiveInteger)
    .option(
      "--acquisition <name>",
      "expected-improvement (default), probability-of-improvement, confidence-bound or value",
    )
    .option("--not-diverse", "the best ones even where they are alike")
    .option("--no-replay", "leave out the search on known rows")
    .option("--seed <n>", "seed of every random choice (default: 42)", integer)
    .optionsGroup("Files:")
    .option("--csv <file>", "write the proposals for spreadsheets");
  addRunOptions(propose).action((options: ProposeOptions) => {
    choose(async (context) => (await import("./propose.ts")).propose(options, context));
  });
}
