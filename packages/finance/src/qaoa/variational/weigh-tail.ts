/** A value of a distribution and the weights d_k with which its slope is that of Σ d_k·p_k at fixed quantile. */
export interface Weighed {
  readonly value: number;
  readonly weights: Float64Array;
}

/**
 * A function of real amplitudes: the mean cost of the lowest share `alpha` of their distribution,
 * t + Σ p_k·min(cost_k − t, 0)/α with the quantile t (α = 1: the mean cost). The slope by p does not see t move.
 * Source: Barkoutsos et al., Quantum 4, 256 (2020), eq. 6; Rockafellar and Uryasev, J. Risk 2, 21 (2000).
 */
export function weighTail(costs: Float64Array, alpha: number): (amplitudes: Float64Array) => Weighed {
  const order = alpha === 1 ? undefined : Uint32Array.from(costs.keys()).sort((a, b) => costs[a] - costs[b]);
  return (amplitudes) => {
    let weights = costs;
    if (order) {
      let [sum, at] = [0, 0];
      for (; at < order.length - 1; at++) {
        sum += amplitudes[order[at]] ** 2;
        if (sum >= alpha) break;
      }
      const threshold = costs[order[at]];
      weights = costs.map((cost) => threshold + Math.min(cost - threshold, 0) / alpha);
    }
    let value = 0;
    for (let k = 0; k < weights.length; k++) value += weights[k] * amplitudes[k] ** 2;
    return { value, weights };
  };
}
