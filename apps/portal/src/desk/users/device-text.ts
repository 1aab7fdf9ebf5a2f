const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** What a browser calls itself, as people know it: "Chrome · Windows". What names neither stays as it is. */
export function deviceText(device: string, telephone: string): string {
  const nameIn = (names: [RegExp, string][]): string | undefined =>
    names.find(([pattern]) => pattern.test(device))?.[1];
  const known = [nameIn(BROWSERS), nameIn(SYSTEMS), /Mobile/.test(device) ? telephone : undefined];
  return known.filter(Boolean).join(' · ') || device;
}
