import type { MessageId, RunId } from '../../../domain/ids.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import { triggeredText } from '../../wording/triggers/triggered-text.js';
import type { TriggerEvent } from './trigger-event.js';

/** How long a run waits for the message that its answer replies to, in milliseconds. */
const PATIENCE_MS = 1_000;

/** Says in the chat what started a run, so that its answer can reply to that. */
export class AnnounceRun {
  readonly #bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly #alarm: Pick<Alarm, 'after'>;

  constructor(bots: AdapterHost<ChatBotSlice, ChatBot>, alarm: Pick<Alarm, 'after'>) {
    this.#bots = bots;
    this.#alarm = alarm;
  }

  /** The message that says it, which stands for the run; `null` where it is not there soon. Never rejects. */
  async say(event: TriggerEvent, run: RunId, project: string | null): Promise<MessageId | null> {
    const over = Promise.withResolvers<null>();
    const disarm = this.#alarm.after(PATIENCE_MS, () => over.resolve(null));
    const said = await Promise.race([this.#say(event, run, project).catch(() => null), over.promise]);
    disarm();
    return said;
  }

  async #say({ trigger, place, values }: TriggerEvent, run: RunId, project: string | null): Promise<MessageId | null> {
    const { channel } = await this.#bots.current();
    const content = { markdown: triggeredText(trigger, values, project), brief: true };
    const message = await channel.say(place, content, { silent: true, about: { kind: 'run', run } });
    return message?.messageId ?? null;
  }
}
