import sharp from 'sharp';

/** A living room as somebody at the door sees it: window, bed, table with a thermos, a chair. */
const ROOM = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240">
  <defs><linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#efe9dc"/>
    <stop offset="1" stop-color="#d9cfbb"/></linearGradient>
    <linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#a9835a"/>
    <stop offset="1" stop-color="#7d5c3a"/></linearGradient>
    <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#a9d3f0"/>
    <stop offset="1" stop-color="#e6f3fa"/></linearGradient></defs>
  <path fill="url(#wall)" d="M0 0h320v168H0z"/><path fill="url(#floor)" d="M0 168h320v72H0z"/>
  <path fill="#c9bda4" d="M0 162h320v6H0z"/>
  <path fill="#8a6a48" d="M30 26h104v90H30z"/><path fill="url(#sky)" d="M36 32h44v78H36zM84 32h44v78H84z"/>
  <path fill="#6f9a63" d="M36 92q12-16 22-4t22-8v30H36zM84 88q14-10 24 2t20-6v26H84z"/>
  <path fill="#cfe0c8" opacity=".8" d="M22 20h26q-6 60 2 106H22zM142 20h-26q6 60-2 106h28z"/>
  <path fill="#6b4a30" d="M166 104h12v92h-12zM300 122h10v74h-10z"/><path fill="#7a5638" d="M172 150h134v24H172z"/>
  <path fill="#eef0ee" d="M178 132h124q6 0 6 8v16H178z"/><path fill="#7d97ad" d="M222 134h80q6 0 6 8v18h-86z"/>
  <path fill="#fff" d="M182 122q20-8 38 0 4 8 0 14-20 4-38 0-4-8 0-14z"/>
  <path fill="#6b4a30" d="M20 176h96v8H20zM28 184h6v40h-6zM102 184h6v40h-6z"/>
  <path fill="#b6332b" d="M38 146q8-6 16 0l2 30H36z"/><path fill="#d8d8d4" d="M40 140h12v6H40z"/>
  <path fill="#f7f4ec" d="M70 164h16v12H70z"/><path fill="#6f8f5a" d="M70 164h16v3H70z"/>
  <path fill="#5b4129" d="M130 150h6v68h-6zM158 184h5v34h-5zM130 182h33v6h-33z"/>
  <path fill="#f5e9c8" d="M214 36h56v44h-56z"/><path fill="#b5463a" d="M214 36h56v7h-56z"/>
  <path stroke="#9a8f76" stroke-width="2" d="M222 54h40M222 62h40M222 70h26"/></svg>`;

/** A photo of it as a telephone takes them: with the grain of the seed, so that no two are the same. JPEG. */
export async function aScene(width: number, height: number, seed = 1): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 14 + (seed % 7) } as const;
  const create = { width, height, channels: 3, background: '#808080', noise } as const;
  const grain = await sharp({ create }).png({ compressionLevel: 1 }).toBuffer();
  return sharp(Buffer.from(ROOM), { density: Math.ceil((72 * width) / 320) })
    .resize(width, height, { fit: 'cover' })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** A name as a hand writes it on a telephone's pad. */
const NAME = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120"><path fill="#fff" d="M0 0h320v120H0z"/>
  <g fill="none" stroke="#22303c" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
  <path d="M52 24c-2 22-6 44-24 64M30 46c22-4 40-8 60-10M58 40c4 20 16 38 36 44M112 30c8 4 12 8 14 14"/>
  <path d="M104 58c20-6 40-10 56-10-6 16-22 32-44 40M128 42c2 18 0 34-8 48M176 34c14-4 30-6 44-6"/>
  <path d="M198 20c-2 26-8 50-28 70M182 58c18-4 34-6 52-8M206 52c6 16 18 30 34 36 16 4 34-8 52-30"/></g></svg>`;

/** As the pad sends it: the data URL of a PNG. */
export async function aName(): Promise<string> {
  const png = await sharp(Buffer.from(NAME)).resize(640, 240).png({ palette: true, colours: 16 }).toBuffer();
  return `data:image/png;base64,${png.toString('base64')}`;
}
