import type { StagedFile } from '../../../domain/accepted/stored-delivery.js';
import type { Result } from '../../../domain/result.js';
import type { FileProblem } from './file-vault.js';

/** What staged files hold. */
export interface StagedContent {
  /** What reads the file from its beginning, each time that it is called; nothing is open before it is read. */
  contentOf(file: StagedFile): Promise<Result<() => AsyncIterable<Uint8Array>, FileProblem>>;
}
