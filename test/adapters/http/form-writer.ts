/** A part of a form that a test sends. */
export interface TestPart {
  readonly name: string;
  /** `null` for a field that is no file. */
  readonly fileName: string | null;
  readonly content: string | Buffer;
}

export const BOUNDARY = 'x-boundary-of-a-test-7d1f';
export const CONTENT_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** Writes a form as RFC 7578 says and browsers do. */
export function writeForm(parts: readonly TestPart[]): Buffer {
  return Buffer.concat([...parts.flatMap(writePart), Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

function writePart({ name, fileName, content }: TestPart): readonly Buffer[] {
  const file = fileName === null ? '' : `; filename="${escaped(fileName)}"\r\nContent-Type: text/x-test; a=b`;
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${escaped(name)}"${file}\r\n\r\n`;
  return [Buffer.from(head), Buffer.from(content), Buffer.from('\r\n')];
}

function escaped(text: string): string {
  return text.replaceAll(/["\\]/g, '\\$&');
}
