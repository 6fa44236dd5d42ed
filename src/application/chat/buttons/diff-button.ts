import type { RunId } from '../../../domain/ids.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { SendFiles } from '../../delivery/files/send-files.js';
import type { ChangePatch, RunChanges } from '../../ports/engine/run-changes.js';
import type { ByteCodec } from '../../ports/system/byte-codec.js';
import type { FileVault } from '../../ports/system/file-vault.js';
import type { OwnMessages } from '../../run/active/own-messages.js';
import { DIFF_BUTTON } from '../../run/changes/note-changes.js';
import { TOASTS } from '../../wording/buttons/toasts.js';
import { DIFF_FILE, diffCaption, diffText } from '../../wording/run/diff-text.js';
import { fileProblemText } from '../../wording/triggers/file-problem-text.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from './button-handler.js';
import type { ButtonPress, PressedAt } from './button-press.js';

/** Longer diffs are not kept either. */
const MOST_BYTES = 8_000_000;

/** What a diff is shown with. */
export interface DiffButtonTools {
  readonly changes: Pick<RunChanges, 'patchOf'>;
  readonly messages: Pick<OwnMessages, 'runOf'>;
  readonly vault: Pick<FileVault, 'stage'>;
  readonly codec: Pick<ByteCodec, 'encode'>;
  readonly sendFiles: Pick<SendFiles, 'send'>;
}

/** Shows what a run changed, under one of its messages: in a message, or as a file where that is too long. */
export class DiffButton implements ButtonHandler<ChangedByRun> {
  readonly prefix = DIFF_BUTTON;
  readonly mayPress = { who: 'transfer' } as const;
  readonly #tools: DiffButtonTools;

  constructor(tools: DiffButtonTools) {
    this.#tools = tools;
  }

  async find(run: string, { message }: PressedAt): Promise<Result<ChangedByRun, StaleButton>> {
    if ((await this.#tools.messages.runOf(message)) !== run) return NO_EFFECT;
    const patch = await this.#tools.changes.patchOf(run);
    return patch === null ? fail({ toast: TOASTS.diff.gone }) : ok({ run, patch });
  }

  async press(press: ButtonPress, { run, patch }: ChangedByRun): Promise<void> {
    const markdown = diffText(patch);
    const about = { kind: 'run', run } as const;
    if (markdown !== null) return press.reply({ markdown, outside: true }, { silent: true, about });
    const staged = await this.#tools.vault.stage(once(this.#tools.codec.encode(patch.text)), MOST_BYTES);
    if (!staged.ok) return press.reply(fileProblemText(staged.problem));
    const { bytes } = staged.value;
    const file = { staged: staged.value, name: DIFF_FILE, bytes, caption: diffCaption(patch) };
    const order = { place: press.place, replyTo: press.message.messageId, files: [file], skipped: [] };
    await this.#tools.sendFiles.send({ ...order, images: 'document' }, run);
    await press.say(TOASTS.diff.sending);
  }
}

/** A run, and what it changed. */
export interface ChangedByRun {
  readonly run: RunId;
  readonly patch: ChangePatch;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
