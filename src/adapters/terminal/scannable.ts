import { toString as draw } from 'qrcode';

/** Beside the code there is a margin, which cameras need. */
const MARGIN = 4;
// biome-ignore lint/suspicious/noControlCharactersInRegex: styles of a terminal begin with one
const STYLE = /\u001b\[[\d;]*m/g;

/** A terminal, as far as pictures in it go. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** An address as a picture for a camera, dark on light whatever the terminal's colours are; `null` where it would not fit. */
export async function scannable(url: string, { isTTY, columns }: Screen): Promise<string | null> {
  if (isTTY !== true) return null;
  const picture = await draw(url, { type: 'terminal', small: true, errorCorrectionLevel: 'L', margin: MARGIN });
  const width = Math.max(...picture.split('\n').map((line) => line.replace(STYLE, '').length));
  return width > (columns ?? 0) ? null : picture;
}
