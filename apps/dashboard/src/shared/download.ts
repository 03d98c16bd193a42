/** Hands a text to the browser as a file. */
export function downloadText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name without characters that file systems refuse. */
export function fileStem(text: string): string {
  const stem = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9+-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return stem === "" ? "ansatz" : stem.slice(0, 60);
}
