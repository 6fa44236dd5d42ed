import type { DeliveredFile } from '../../../domain/accepted/stored-delivery.js';
import type { RowId } from '../../../domain/ids.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import { renderTemplate } from '../../../domain/trigger/template.js';
import type { TemplateValues } from '../../../domain/trigger/template-values.js';
import type { Webhook } from '../../../domain/trigger/trigger.js';
import type { FileRules, FileVault } from '../../ports/system/file-vault.js';
import type { Generation } from '../../values/generation.js';
import { fileProblemText } from '../../wording/triggers/file-problem-text.js';
import { pathSegment } from '../files/path-segment.js';
import { uploadsDirectory } from '../files/trigger-file-rules.js';
import type { TriggerFiles } from '../files/trigger-files.js';

/** What was posted, as far as files go. */
export interface PostedFiles {
  readonly payload: TemplateValues;
  readonly files?: readonly DeliveredFile[];
}

/** A posted file in its place. */
export interface PlacedFile {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/** Puts posted files where the webhook wants them, as far as triggers may write. */
export class PlaceUploads {
  readonly #vault: FileVault;
  readonly #files: TriggerFiles;

  constructor(vault: FileVault, files: TriggerFiles) {
    this.#vault = vault;
    this.#files = files;
  }

  /**
   * Fails with the reason in plain sentences; what was placed before stays. Asked again, also after a restart, it answers
   * with what it placed before.
   */
  async place(
    webhook: Webhook,
    { files = [], payload }: PostedFiles,
    row: RowId,
    generation: Generation,
  ): Promise<Result<readonly PlacedFile[], string>> {
    const placed: PlacedFile[] = [];
    for (const { name, type, staged } of files) {
      const { path, rules } = this.#destination(webhook, payload, name, row, generation);
      const written = await this.#vault.write({ path, content: staged, onConflict: webhook.onConflict }, rules);
      if (!written.ok) return fail(fileProblemText(written.problem));
      placed.push({ path: written.value.path, name, type, bytes: staged.bytes });
    }
    return ok(placed);
  }

  /** Forgets what was staged for a delivery that is done with. */
  async forget({ files = [] }: PostedFiles): Promise<void> {
    for (const { staged } of files) await this.#vault.discard(staged);
  }

  /** Where the file goes; without a destination it is a name of its own among the uploads, whatever the roots are. */
  #destination(
    webhook: Webhook,
    payload: TemplateValues,
    name: string,
    row: RowId,
    generation: Generation,
  ): { readonly path: string; readonly rules: FileRules } {
    const rules = this.#files.rules(generation);
    if (webhook.fileDestination === null) {
      const uploads = uploadsDirectory(generation.config);
      return { path: `${uploads}/${row}-${name}`, rules: { ...rules, roots: [uploads] } };
    }
    const path = renderTemplate(webhook.fileDestination, { ...payload, file: { filename: name } }, pathSegment);
    return { path: this.#files.pathOf(webhook, path, generation), rules };
  }
}

/** What placeholders say of posted files: `file` is the last of them, as in the program that this one replaces. */
export function uploadValues(placed: readonly PlacedFile[]): TemplateValues {
  const all = placed.map(({ path, name, type, bytes }) => ({ saved_path: path, filename: name, type, bytes }));
  return { file: all.at(-1) ?? null, files: all };
}
