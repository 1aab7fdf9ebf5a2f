/** What Vite writes of a build: a file for each piece, and what it needs. */
export type Manifest = Record<
  string,
  { file: string; isEntry?: boolean; isDynamicEntry?: boolean; imports?: string[]; css?: string[] }
>;

/** Files of a front end: those its page loads at first, and those each lazy piece adds, by its source. */
export interface Bundle {
  shell: string[];
  lazy: Record<string, string[]>;
}

/** Reads the graph; what the shell holds already is not counted again. */
export function bundleOf(manifest: Manifest): Bundle {
  const keys = Object.keys(manifest);
  const shell = filesOf(
    manifest,
    keys.filter((key) => manifest[key]?.isEntry),
  );
  const lazy = keys
    .filter((key) => manifest[key]?.isDynamicEntry)
    .map((key) => [key, [...filesOf(manifest, [key])].filter((file) => !shell.has(file))]);
  return { shell: [...shell], lazy: Object.fromEntries(lazy) };
}

function filesOf(manifest: Manifest, keys: readonly string[], seen = new Set<string>()): Set<string> {
  const files = new Set<string>();
  for (const key of keys) {
    const piece = manifest[key];
    if (!piece || seen.has(key)) continue;
    seen.add(key);
    for (const file of [piece.file, ...(piece.css ?? []), ...filesOf(manifest, piece.imports ?? [], seen)]) {
      files.add(file);
    }
  }
  return files;
}

/** Gzipped bytes that each part may have; `charts` is for a lazy piece whose name matches. */
export interface Budget {
  shell: number;
  lazy: number;
  charts?: { name: RegExp; bytes: number };
}

/** What is too large, a line each. `sizeOf` gives the gzipped bytes of a file. */
export function tooLarge(
  { shell, lazy }: Bundle,
  budget: Budget,
  sizeOf: (file: string) => number,
): string[] {
  const total = (files: readonly string[]): number => files.reduce((sum, file) => sum + sizeOf(file), 0);
  const limitOf = (name: string): number =>
    budget.charts?.name.test(name) ? budget.charts.bytes : budget.lazy;
  const parts = [
    ['shell', total(shell), budget.shell] as const,
    ...Object.entries(lazy).map(([name, files]) => [name, total(files), limitOf(name)] as const),
  ];
  return parts.flatMap(([name, bytes, most]) => (bytes > most ? [`${name}: ${bytes} > ${most}`] : []));
}
