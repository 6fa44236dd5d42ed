import { renderTemplate } from '../../../domain/trigger/template.js';
import type { FileVault } from '../../ports/system/file-vault.js';
import { fileProblemText } from '../../wording/triggers/file-problem-text.js';
import { writtenText } from '../../wording/triggers/trigger-notices.js';
import { pathSegment } from '../files/path-segment.js';
import type { TriggerFiles } from '../files/trigger-files.js';
import type { ActionResult } from './action-result.js';
import type { TriggerEvent } from './trigger-event.js';

/** Writes content to a file, as far as triggers may write. */
export class WriteContent {
  readonly #vault: FileVault;
  readonly #files: TriggerFiles;

  constructor(vault: FileVault, files: TriggerFiles) {
    this.#vault = vault;
    this.#files = files;
  }

  /**
   * Files that were posted are where they belong already, and nothing else is written then. What comes from outside names one part of the path at most: no value can lead into another directory.
   */
  async write({ trigger, values, generation, content, uploads }: TriggerEvent): Promise<ActionResult> {
    if (uploads.length > 0) return { ok: true, text: writtenText(uploads.map(({ path }) => path)) };
    const named = renderTemplate(trigger.filePath ?? '', values, pathSegment);
    const path = this.#files.pathOf(trigger, named, generation);
    const order = { path, content: content.bytes, onConflict: trigger.onConflict };
    const written = await this.#vault.write(order, this.#files.rules(generation));
    if (!written.ok) return { ok: false, text: fileProblemText(written.problem) };
    return { ok: true, text: writtenText([written.value.path]) };
  }
}
