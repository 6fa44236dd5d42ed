import type { EarlierFindings } from '../../application/ports/config/python-state.js';
import type { Result } from '../../domain/result.js';

/** Takes what is usable from a file's JSON; entries that are not what they should be are left out. */
export type FileParser = (value: unknown) => Result<Partial<EarlierFindings>, 'malformed' | 'version'>;
