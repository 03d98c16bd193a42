/** The part of jstat that is used; the package carries no types. */
declare module "jstat" {
  interface Distribution<Parameters extends readonly number[]> {
    cdf(x: number, ...parameters: Parameters): number;
    inv(probability: number, ...parameters: Parameters): number;
  }
  const jStat: {
    readonly normal: Distribution<[mean: number, standardDeviation: number]>;
    readonly beta: Distribution<[alpha: number, beta: number]>;
    readonly studentt: Distribution<[degreesOfFreedom: number]> & {
      pdf(x: number, degreesOfFreedom: number): number;
    };
    readonly chisquare: Distribution<[degreesOfFreedom: number]>;
  };
  export default jStat;
}
