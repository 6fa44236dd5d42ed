import type { RunContext } from '../../../../domain/project/context.js';
import { ok, type Result } from '../../../../domain/result.js';
import type { OwnMessages } from '../../../run/active/own-messages.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import { FILES_OFF } from '../../../wording/files/file-answers.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress, PressedAt } from '../../buttons/button-press.js';
import { SEND_FILE_BUTTON } from './file-browser.js';
import type { GetFiles } from './get-files.js';
import type { ProjectFiles } from './project-files.js';
import { STALE, shownAs } from './shown-as.js';

/** The file that is to be sent. */
export interface PressedFile {
  readonly context: RunContext;
  readonly path: string;
}

/** Sends a file that a message shows. */
export class SendFileButton implements ButtonHandler<PressedFile> {
  readonly prefix = SEND_FILE_BUTTON;
  readonly mayPress = { who: 'transfer' } as const;
  readonly #messages: Pick<OwnMessages, 'standingOf'>;
  readonly #files: ProjectFiles;
  readonly #get: GetFiles;

  constructor(messages: Pick<OwnMessages, 'standingOf'>, files: ProjectFiles, get: GetFiles) {
    this.#messages = messages;
    this.#files = files;
    this.#get = get;
  }

  async find(data: string, { message }: PressedAt): Promise<Result<PressedFile, StaleButton>> {
    const [, token = '', number] = /^(\w{1,20}):(\d{1,6})$/.exec(data) ?? [];
    if (number === undefined) return NO_EFFECT;
    const standing = await this.#messages.standingOf(message);
    const shown = shownAs(token, standing);
    if (standing === null || shown === null) return STALE;
    const path = shown.kind === 'file' ? shown.path : shown.names[Number(number)];
    return path === undefined || standing.context === null ? NO_EFFECT : ok({ context: standing.context, path });
  }

  async press(press: ButtonPress, { context, path }: PressedFile): Promise<void> {
    if (!press.generation.config.telegram.files.enabled) return press.reply(FILES_OFF);
    const place = await this.#files.at(context, press.generation);
    if (!place.ok) return press.reply({ problem: place.problem });
    const to = { place: press.place, replyTo: press.message.messageId };
    const answer = await this.#get.send(place.value, path, to);
    if (answer === null) return press.say(TOASTS.files.sending);
    if (typeof answer === 'string') return press.reply(answer);
    const { markdown, ...options } = answer;
    await press.reply(markdown, { silent: true, ...options });
  }
}
