import { countBits } from "../operators/pauli-sum.ts";

/** An undirected graph: bit b of row a is set where a and b are neighbours. */
export interface Graph {
  readonly size: number;
  readonly words: number;
  readonly rows: Uint32Array;
  readonly degrees: Uint32Array;
}

/** The graph of `size` vertices with an edge wherever `isEdge` says so for a < b. Takes size² / 8 bytes. */
export function createGraph(size: number, isEdge: (a: number, b: number) => boolean): Graph {
  const words = Math.ceil(size / 32);
  const rows = new Uint32Array(size * words);
  const degrees = new Uint32Array(size);
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      if (!isEdge(a, b)) continue;
      rows[a * words + (b >>> 5)] |= 1 << (b & 31);
      rows[b * words + (a >>> 5)] |= 1 << (a & 31);
      degrees[a]++;
      degrees[b]++;
    }
  }
  return { size, words, rows, degrees };
}

/** Classes of vertices as bit rows, each with the colour of its index. */
class ColourClasses {
  readonly colours: Int32Array;
  readonly #graph: Graph;
  readonly #members: Uint32Array[] = [];

  constructor(graph: Graph) {
    this.#graph = graph;
    this.colours = new Int32Array(graph.size).fill(-1);
  }

  /** Gives a vertex the lowest colour that none of its neighbours has. */
  colour(vertex: number): number {
    const { words, rows } = this.#graph;
    const start = vertex * words;
    let colour = this.#members.findIndex((members) =>
      members.every((bits, at) => (bits & rows[start + at]) === 0),
    );
    if (colour < 0) colour = this.#members.push(new Uint32Array(words)) - 1;
    this.#members[colour][vertex >>> 5] |= 1 << (vertex & 31);
    this.colours[vertex] = colour;
    return colour;
  }
}

/** A proper colouring, vertices taken by descending degree (Welsh and Powell). */
export function colourLargestFirst(graph: Graph): Int32Array {
  const classes = new ColourClasses(graph);
  const order = Array.from(graph.degrees.keys()).sort((a, b) => graph.degrees[b] - graph.degrees[a]);
  for (const vertex of order) classes.colour(vertex);
  return classes.colours;
}

/** A proper colouring, next the vertex whose neighbours have the most colours, then the one of the highest degree. */
export function colourDsatur(graph: Graph): Int32Array {
  const { size, words, rows, degrees } = graph;
  const classes = new ColourClasses(graph);
  const { colours } = classes;
  /** Colours seen around each vertex, as bits. */
  const seen = Array.from({ length: size }, (): number[] => []);
  const saturation = new Uint32Array(size);
  for (let step = 0; step < size; step++) {
    let best = -1;
    for (let vertex = 0; vertex < size; vertex++) {
      if (colours[vertex] >= 0) continue;
      if (
        best < 0 ||
        saturation[vertex] > saturation[best] ||
        (saturation[vertex] === saturation[best] && degrees[vertex] > degrees[best])
      ) {
        best = vertex;
      }
    }
    const colour = classes.colour(best);
    const [word, bit] = [colour >>> 5, 1 << (colour & 31)];
    for (let at = 0; at < words; at++) {
      for (let left = rows[best * words + at]; left !== 0; left &= left - 1) {
        const neighbour = at * 32 + countBits((left & -left) - 1);
        const bits = seen[neighbour];
        while (bits.length <= word) bits.push(0);
        if (bits[word] & bit) continue;
        bits[word] |= bit;
        saturation[neighbour]++;
      }
    }
  }
  return colours;
}
