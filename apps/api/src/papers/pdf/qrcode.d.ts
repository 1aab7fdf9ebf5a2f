/** What we use of a package that brings no types. */
declare module 'qrcode' {
  interface Modules {
    size: number;
    /** 1 where the dot at (row, column) is dark. */
    get(row: number, column: number): number;
  }
  export function create(
    text: string,
    options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
  ): { modules: Modules };
}
