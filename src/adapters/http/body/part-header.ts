import { headerParameters } from './header-parameters.js';
import { uploadName } from './upload-name.js';

/** What the head of a part of a form says. */
export interface PartHeader {
  /** The name of the field. */
  readonly field: string;
  /** What the file is to be called, harmless anywhere; `null` for what is no file. */
  readonly fileName: string | null;
  /** The media type that the sender claims, without parameters. */
  readonly type: string;
}

/** Reads the head of a part (RFC 7578), whose values are bytes as Latin-1; `null` if it is none of a form's. */
export function partHeader(head: Readonly<Record<string, readonly string[] | undefined>>): PartHeader | null {
  const disposition = headerParameters(utf8(head['content-disposition']?.[0] ?? '') ?? '');
  const field = disposition?.parameters.get('name');
  if (disposition?.value !== 'form-data' || field === undefined) return null;
  const fileName = disposition.parameters.get('filename') ?? '';
  const type = headerParameters(head['content-type']?.[0] ?? '')?.value ?? 'application/octet-stream';
  // A browser sends an empty name for a file that nobody chose.
  return { field, fileName: fileName === '' ? null : uploadName(fileName), type };
}

/** Bytes that are given as Latin-1, as text; `null` if they are none. */
function utf8(latin1: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(latin1, 'latin1'));
  } catch {
    return null;
  }
}
