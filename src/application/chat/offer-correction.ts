import type { InboundMessage } from '../../domain/chat/inbound.js';
import { placeOf } from '../../domain/chat/place.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import type { RunPlan } from '../../domain/run/run-plan.js';
import { fingerprint } from '../../domain/trigger/fingerprint.js';
import type { Notifier, ToldNotice } from '../delivery/notifier.js';
import type { Question } from '../ports/chat/offer-store.js';
import type { RunJob } from '../run/active/run-job.js';
import { ANSWER_LABELS } from '../wording/chat/doubt-text.js';
import { EDIT_TEXTS } from '../wording/chat/edit-text.js';
import { QUESTION_BUTTON } from './understand/ask-first.js';

/** What corrections are offered with. */
export interface OfferCorrectionTools {
  readonly notices: Notifier;
  readonly inbox: Inbox;
  readonly dispatcher: RunDispatcher<RunJob>;
}

interface Offered {
  readonly key: string;
  readonly text: string;
  told: ToldNotice | null;
}

/** How many messages are remembered whose corrections are offered. */
const MOST_OFFERED = 1_000;

/**
 * Offers to tell an agent what a message says since it was edited, once the agent has its earlier words: next in the
 * conversation, or at once where messages are handed over. Only the newest words of a message are offered.
 */
export class OfferCorrection {
  readonly #tools: OfferCorrectionTools;
  readonly #offered = new Map<string, Offered>();

  constructor(tools: OfferCorrectionTools) {
    this.#tools = tools;
  }

  /** Resolves once the offer is on disk. */
  async make(edit: InboundMessage, run: RunPlan): Promise<void> {
    const { bot, chatId, messageId, updateId, text, sender } = edit;
    if (this.#offered.get(nameOf(edit))?.text === text) return;
    await this.end(edit);
    const key = `edit-${fingerprint(JSON.stringify([bot, chatId, messageId, updateId]))}`;
    const offered: Offered = { key, text, told: null };
    this.#remember(edit, offered);
    const answers = { correct: [correctionOf(edit, this.#progressOf(run))] };
    const question: Question = { key, askedOf: sender?.id ?? null, answers };
    const button = { label: ANSWER_LABELS.correction, data: `${QUESTION_BUTTON}correct:${key}` };
    const about = { kind: 'run', run: run.id } as const;
    const order = {
      place: placeOf(edit),
      markdown: EDIT_TEXTS.running,
      replyTo: messageId,
      buttons: [[button]],
      about,
    };
    await this.#tools.notices.tell(order, { answers: [], as: 'done', offers: [question] }, (told) => {
      offered.told = told;
    });
  }

  /** Nothing is offered for the message any more: its words are others, or as they were. */
  async end(edit: InboundMessage): Promise<void> {
    const former = this.#offered.get(nameOf(edit));
    if (former === undefined) return;
    this.#offered.delete(nameOf(edit));
    const { inbox } = this.#tools;
    const [receipt] = await inbox.accept([
      { source: 'request', key: former.key, body: { messages: [edit] }, due: null },
    ]);
    if (receipt === undefined || receipt.duplicate) return;
    await inbox.finish([receipt.id], 'done');
    if (former.told !== null) void former.told.channel.strip(former.told.message);
  }

  #progressOf({ id }: RunPlan): RunJob['progress']['message'] {
    return this.#tools.dispatcher.live.find((job) => job.id === id)?.progress.message ?? null;
  }

  #remember(edit: InboundMessage, offered: Offered): void {
    this.#offered.set(nameOf(edit), offered);
    const [oldest] = this.#offered.keys();
    if (this.#offered.size > MOST_OFFERED && oldest !== undefined) this.#offered.delete(oldest);
  }
}

/** What the message says now, as a reply to the run, whose conversation it goes on with. */
function correctionOf(edit: InboundMessage, progress: RunJob['progress']['message']): InboundMessage {
  const { edited: _edited, elsewhere: _elsewhere, replyTo, ...message } = edit;
  const toRun = progress === null ? replyTo : { messageId: progress.messageId, text: '', ours: true };
  return { ...message, replyTo: toRun, readAs: { ...message.readAs, correction: true } };
}

function nameOf({ chatId, messageId }: InboundMessage): string {
  return `${chatId}:${messageId}`;
}
