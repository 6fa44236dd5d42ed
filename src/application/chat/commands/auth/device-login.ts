import type { ChatId, MessageId, MessageRef, Place } from '../../../../domain/ids.js';
import { StopSource } from '../../../../domain/ports/stop-signal.js';
import { copyRow } from '../../../delivery/command-buttons.js';
import type { ChatChannel } from '../../../ports/chat/chat-channel.js';
import type { EngineLogin, EngineTools } from '../../../ports/engine/engine-tools.js';
import type { Journal } from '../../../ports/system/journal.js';
import type { AppConfig } from '../../../values/app-config.js';
import { CODE_IS_OVER, invitationText, LOGIN_CALLED_OFF, loggedInText } from '../../../wording/commands/auth-text.js';
import { CANCEL_LABEL } from '../../../wording/commands/cancel-text.js';
import { COPY_LABELS } from '../../../wording/delivery/copy-labels.js';

/** The data of the button that calls a login off. */
export const CANCEL_LOGIN_BUTTON = 'auth:cancel';

/** Which engine is to be logged in, and where whoever wants it is answered. */
export interface LoginWish {
  readonly login: EngineLogin;
  readonly place: Place;
  readonly replyTo: MessageId;
  readonly channel: ChatChannel;
}

/** Logs engines in by a code that a person types elsewhere; one login at a time. */
export class DeviceLogin {
  readonly #toolsOf: (config: AppConfig) => EngineTools;
  readonly #journal: Journal;
  #underway: { readonly stop: StopSource; readonly chatId: ChatId } | null = null;

  constructor(toolsOf: (config: AppConfig) => EngineTools, journal: Journal) {
    this.#toolsOf = toolsOf;
    this.#journal = journal;
  }

  /** The engines that can be logged in so. */
  offered(config: AppConfig): readonly EngineLogin[] {
    return this.#toolsOf(config).logins;
  }

  /** Whether a login goes on. */
  get underway(): boolean {
    return this.#underway !== null;
  }

  /** Begins a login and tells of its steps in the chat; does nothing while another one is under way. */
  begin(wish: LoginWish): void {
    if (this.#underway !== null) return;
    const stop = new StopSource();
    this.#underway = { stop, chatId: wish.place.chatId };
    void this.#run(wish, stop)
      .catch((cause) => this.#journal.record({ name: 'login.failed', level: 'error', cause }))
      .finally(() => {
        this.#underway = null;
      });
  }

  /** Calls off what is under way, in that chat or wherever it is; `false` if nothing is. */
  cancel(chatId: ChatId | null = null): boolean {
    if (this.#underway === null || (chatId !== null && this.#underway.chatId !== chatId)) return false;
    this.#underway.stop.stop();
    return true;
  }

  async #run({ login, place, replyTo, channel }: LoginWish, stop: StopSource): Promise<void> {
    let invited: Promise<MessageRef | null> = Promise.resolve(null);
    const outcome = await login.logIn((invitation) => {
      const cancel = { label: CANCEL_LABEL, data: CANCEL_LOGIN_BUTTON, style: 'danger' } as const;
      const buttons = [...copyRow(COPY_LABELS.code, invitation.code), [cancel]];
      invited = channel.say(place, { markdown: invitationText(login, invitation) }, { replyTo, buttons });
    }, stop.signal);
    const data = outcome.ok ? { ok: true } : { ok: false, why: outcome.problem.kind };
    this.#journal.record({ name: 'login.ended', level: 'info', data: { engine: login.engine, ...data } });
    const message = await invited;
    // The code is of no use any more, and should not stay in the chat.
    if (message !== null) await channel.edit(message, { markdown: CODE_IS_OVER });
    if (outcome.ok) await channel.say(place, { markdown: loggedInText(login.name) }, { replyTo });
    else if (stop.signal.aborted) await channel.say(place, { markdown: LOGIN_CALLED_OFF }, { replyTo });
    else {
      const problem = { kind: 'engine', engine: login.engine, problem: outcome.problem } as const;
      await channel.say(place, { problem }, { replyTo });
    }
  }
}
