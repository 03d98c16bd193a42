/**
 * How folds are made; JSON-safe.
 *
 * - `k-fold`: blocks of rows, shuffled with `seed` where there is one (scikit-learn's KFold).
 * - `stratified`: each fold with the classes' shares of the whole table (scikit-learn's StratifiedKFold).
 * - `matbench`: five shuffled folds with the seed 18012019, stratified for a classification: Matbench v0.1's.
 * - `given`: the fold of each row, whatever its label; rows labelled `never` are always trained on.
 * - `grouped`: rows of a group stay together, groups go to the lightest fold, largest first (scikit-learn's GroupKFold).
 * - `repeated`: shuffled folds several times over (scikit-learn's RepeatedKFold, RepeatedStratifiedKFold).
 */
export type FoldProtocol =
  | { readonly kind: "k-fold"; readonly folds: number; readonly seed?: number | undefined }
  | { readonly kind: "stratified"; readonly folds: number; readonly seed?: number | undefined }
  | { readonly kind: "matbench" }
  | {
      readonly kind: "given";
      readonly labels: readonly (number | string)[];
      readonly never?: number | string | undefined;
    }
  | { readonly kind: "grouped"; readonly folds: number; readonly groups: readonly (number | string)[] }
  | {
      readonly kind: "repeated";
      readonly folds: number;
      readonly repeats: number;
      readonly seed: number;
      readonly isStratified?: boolean | undefined;
    };

/** The seed of Matbench's folds. Source: Dunn et al., npj Comput. Mater. 6, 138 (2020), methods. */
export const matbenchSeed = 18012019;
