// Compiles a package's AssemblyScript kernels (assembly/NAME/index.ts) into one TypeScript module each
// (src/generated/NAME-kernels.ts) that carries the WASM bytes as base64, one string per build.
// Run inside the package: node ../../scripts/build-kernels.mjs
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import asc from "assemblyscript/asc";

const commonFlags = [
  "--runtime",
  "stub",
  "--noAssert",
  "-O3",
  "--importMemory",
  "--sharedMemory",
  "--initialMemory",
  "16",
  "--maximumMemory",
  "65536",
  "--enable",
  "simd",
  "--enable",
  "threads",
];
const builds = { relaxedSimd: ["--enable", "relaxed-simd"], simd: [] };

for (const entry of readdirSync("assembly", { withFileTypes: true }).filter((item) => item.isDirectory())) {
  const encoded = {};
  for (const [build, flags] of Object.entries(builds)) {
    let binary;
    const { error, stderr } = await asc.main(
      [`assembly/${entry.name}/index.ts`, ...commonFlags, ...flags, "--outFile", "kernels.wasm"],
      {
        writeFile: (name, contents) => {
          if (name.endsWith("kernels.wasm")) binary = contents;
        },
      },
    );
    if (error || !binary) {
      process.stderr.write(stderr.toString());
      process.stderr.write(`AssemblyScript could not compile assembly/${entry.name} (${build})\n`);
      process.exit(1);
    }
    encoded[build] = Buffer.from(binary).toString("base64");
  }
  mkdirSync("src/generated", { recursive: true });
  writeFileSync(
    `src/generated/${entry.name}-kernels.ts`,
    `/** WASM builds of assembly/${entry.name}, base64. Generated; do not edit. */\n` +
      Object.entries(encoded)
        .map(([build, text]) => `export const ${build} = "${text}";\n`)
        .join(""),
  );
}
