import type { Readable } from 'node:stream';
import { fail, type Result } from '../../../domain/result.js';
import type { Share } from '../server/byte-budget.js';
import type { Form, FormLimits, FormProblem, Staging } from './form.js';
import { FormReader } from './form-reader.js';
import { headerParameters } from './header-parameters.js';

/** What reading a form is built on. */
export interface FormTools {
  readonly staging: Staging;
  /** The room that an unknown sender has for text in memory, and for all its bytes on disk; any where it isn't given. */
  readonly shares?: { readonly memory: Share; readonly disk: Share } | null;
  /** Is given every byte of the body, in order, so that a signature over them can be checked when they are all there. */
  readonly onBytes: (bytes: Uint8Array) => void;
}

/** RFC 2046, section 5.1.1, as far as it matters: what is longer would be a mistake or an attack. */
const LONGEST_BOUNDARY = 70;

/** Whether a content type says that the body is a multipart form. */
export function isMultipart(contentType: string | undefined): boolean {
  return headerParameters(contentType ?? '')?.value === 'multipart/form-data';
}

/**
 * Reads a multipart form, whose files are staged as they arrive. A form that is not well formed is still read to its end:
 * only then can it be known who sent it. One that is too large as a whole, or cut off, is not; its connection is to be closed.
 */
export async function readForm(
  request: Readable,
  contentType: string | undefined,
  limits: FormLimits,
  { staging, shares = null, onBytes }: FormTools,
): Promise<Result<Form, FormProblem>> {
  const boundary = headerParameters(contentType ?? '')?.parameters.get('boundary') ?? '';
  const isUsable = boundary !== '' && boundary.length <= LONGEST_BOUNDARY;
  const reader = isUsable ? new FormReader(boundary, { limits, staging, memory: shares?.memory ?? null }) : null;
  const problem = await receive(request, limits.maxRequestBytes, async (bytes) => {
    onBytes(bytes);
    if (shares?.disk.take(bytes.length) === false) return false;
    await reader?.write(bytes);
    return true;
  });
  if (reader === null) return fail(problem ?? { kind: 'no-boundary' });
  if (problem === null) return reader.end();
  reader.fail(problem);
  await reader.end();
  return fail(problem);
}

async function receive(
  request: Readable,
  maxBytes: number,
  take: (bytes: Uint8Array) => Promise<boolean>,
): Promise<FormProblem | null> {
  const chunks = request.iterator({ destroyOnReturn: false });
  let bytes = 0;
  for (;;) {
    const next = await chunks.next().catch(() => null);
    if (next === null) return { kind: 'cut' };
    if (next.done === true) return null;
    const chunk = next.value as Uint8Array;
    bytes += chunk.length;
    const problem = bytes > maxBytes ? 'too-large' : (await take(chunk)) ? null : 'no-room';
    if (problem === null) continue;
    await chunks.return?.();
    return { kind: problem };
  }
}
