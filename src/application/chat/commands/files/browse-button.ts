import type { ShownFiles } from '../../../../domain/chat/shown-files.js';
import type { RunContext } from '../../../../domain/project/context.js';
import { ok, type Result } from '../../../../domain/result.js';
import type { OwnMessages } from '../../../run/active/own-messages.js';
import { TOASTS } from '../../../wording/buttons/toasts.js';
import { questionHint } from '../../../wording/files/browse-text.js';
import { type ButtonHandler, NO_EFFECT, type StaleButton } from '../../buttons/button-handler.js';
import type { ButtonPress, PressedAt } from '../../buttons/button-press.js';
import { BROWSE_BUTTON, type BrowseVerb, type FileBrowser, type FilesView } from './file-browser.js';
import { childOf, parentOf } from './paths-below.js';
import type { ProjectFiles } from './project-files.js';
import { STALE, shownAs } from './shown-as.js';

const VERBS: readonly BrowseVerb[] = ['ask', 'open', 'page', 'up'];

/** What the message showed when it was pressed, and what is to be done. */
export interface PressedFiles {
  readonly shown: ShownFiles;
  readonly context: RunContext;
  readonly verb: BrowseVerb;
  readonly number: number;
}

/** What files are looked at with when a button is pressed. */
export interface BrowseButtonTools {
  readonly messages: Pick<OwnMessages, 'standingOf'>;
  readonly files: ProjectFiles;
  readonly browser: FileBrowser;
}

/** Opens what a message about files shows, turns its pages, and invites to ask about a file. */
export class BrowseButton implements ButtonHandler<PressedFiles> {
  readonly prefix = BROWSE_BUTTON;
  readonly mayPress = { who: 'transfer' } as const;
  readonly #tools: BrowseButtonTools;

  constructor(tools: BrowseButtonTools) {
    this.#tools = tools;
  }

  /** What the message shows is on disk: a restart changes nothing, and buttons of what it showed before stand for nothing. */
  async find(data: string, { message }: PressedAt): Promise<Result<PressedFiles, StaleButton>> {
    const [, token = '', word, number] = /^(\w{1,20}):([a-z]+):(\d{1,6})$/.exec(data) ?? [];
    const verb = VERBS.find((one) => one === word);
    if (verb === undefined) return NO_EFFECT;
    const standing = await this.#tools.messages.standingOf(message);
    const shown = shownAs(token, standing);
    if (standing === null || shown === null) return STALE;
    return contextIn(standing.context, shown, { verb, number: Number(number) });
  }

  async press(press: ButtonPress, { shown, context, verb, number }: PressedFiles): Promise<void> {
    const { files, browser } = this.#tools;
    const place = await files.at(context, press.generation);
    if (!place.ok) return press.reply({ problem: place.problem });
    const { path, page } = shown;
    const name = shown.names[number];
    const show = async (...wanted: Parameters<FileBrowser['view']>) => edit(press, await browser.view(...wanted));
    switch (verb) {
      case 'open':
        if (shown.kind === 'projects') return show(place.value, '');
        if (name === undefined) return press.say(TOASTS.files.stale);
        return show(place.value, childOf(path, name), { from: page });
      case 'page':
        return show(place.value, path, { page: number });
      case 'up':
        return show(place.value, parentOf(path) ?? '', { page: shown.kind === 'file' ? page : 0 });
      case 'ask':
        return this.#ask(press, context, path);
    }
  }

  async #ask(press: ButtonPress, context: RunContext, path: string): Promise<void> {
    const { markdown, about } = this.#tools.browser.question(context, path);
    await press.reply(markdown, { about, silent: true, asks: questionHint(path) });
  }
}

function edit(press: ButtonPress, { markdown, ...options }: FilesView): void {
  press.edit(markdown, options);
}

function contextIn(
  context: RunContext | null,
  shown: ShownFiles,
  wish: Pick<PressedFiles, 'verb' | 'number'>,
): Result<PressedFiles, StaleButton> {
  const project = shown.kind === 'projects' ? shown.names[wish.number] : undefined;
  if (context !== null) return ok({ shown, context, ...wish });
  return project === undefined ? NO_EFFECT : ok({ shown, context: { project, branch: null }, ...wish });
}
