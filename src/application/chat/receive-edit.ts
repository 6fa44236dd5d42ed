import type { RunRequest } from '../../domain/accepted/run-request.js';
import type { InboundMessage } from '../../domain/chat/inbound.js';
import { placeOf } from '../../domain/chat/place.js';
import type { MessageRef } from '../../domain/ids.js';
import type { Inbox, InboxRow } from '../../domain/ports/inbox.js';
import type { RunDispatcher } from '../../domain/run/run-dispatcher.js';
import type { RunPlan } from '../../domain/run/run-plan.js';
import { sameValue } from '../../domain/same-value.js';
import type { ChatBot } from '../ports/chat/chat-bot.js';
import type { OfferStore } from '../ports/chat/offer-store.js';
import type { RunStore } from '../ports/store/run-store.js';
import type { ActiveRuns } from '../run/active/active-runs.js';
import type { RunJob } from '../run/active/run-job.js';
import { EDIT_TEXTS, type EditOutcome } from '../wording/chat/edit-text.js';
import type { AnswerInWords } from './answer-in-words.js';
import type { HandleAnswered } from './handle-answered.js';
import type { OfferCorrection } from './offer-correction.js';
import { inOrder, withEdit } from './understand/bursts.js';
import { withFiles } from './understand/message-files.js';
import type { UnderstandMessage } from './understand/understand-message.js';

/** What taking edits is built on. */
export interface ReceiveEditTools {
  readonly inbox: Inbox;
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly book: RunStore;
  readonly understand: UnderstandMessage;
  readonly offers: OfferStore;
  readonly answered: HandleAnswered;
  readonly answers: AnswerInWords;
  readonly corrections: OfferCorrection;
  readonly activeRuns: ActiveRuns;
}

type MessageRow = InboxRow<'message'>;

/** What became of an edit; `same`: it says what is known already. `offered`: its sender was asked what to do with it. */
type Outcome = EditOutcome | 'same' | 'offered';

/** How many messages are remembered whose edits were refused. */
const MOST_ANSWERED = 1_000;

/**
 * Takes the edit of a message: what has not begun runs with the new words, which also answer what was asked about the
 * words before; anything else is answered once.
 */
export class ReceiveEdit {
  readonly #tools: ReceiveEditTools;
  readonly #answered = new Set<string>();
  /** What is said right now about edits that were taken: who edits on before it is there hears it once. */
  readonly #onTheWay = new Set<string>();

  constructor(tools: ReceiveEditTools) {
    this.#tools = tools;
  }

  /** Resolves when the edit is on disk with what it amends, or its answer is on its way. */
  async receive(edit: InboundMessage, bot: ChatBot): Promise<void> {
    this.#answer(await this.#amend(edit, bot), edit, bot);
  }

  async #amend(edit: InboundMessage, bot: ChatBot): Promise<Outcome> {
    const { inbox, dispatcher, answers } = this.#tools;
    const rows = await inbox.unfinishedOf('message');
    const row = rows.find((one) => isOriginal(one, edit));
    if (row === undefined)
      return answers.retake(edit) ? 'asked-about' : this.#correct(edit, () => this.#amendQuestion(edit));
    const job = dispatcher.waiting.find(({ plan }) => plan.rows.includes(row.id));
    const amended = withEdit(row.body, edit);
    const hasOtherFiles = !sameValue(fileNamesOf(amended), fileNamesOf(row.body));
    const isSame =
      amended.text === row.body.text && sameValue(amended.marks ?? [], row.body.marks ?? []) && !hasOtherFiles;
    if (isSame) await this.#tools.corrections.end(edit);
    if (isSame) return 'same';
    // What it was to run with is there already.
    if (job !== undefined && hasOtherFiles) return 'elsewhere';
    if (job !== undefined) return this.#amendJob(job, rows, row, amended, bot);
    if (row.state === 'begun' || !dispatcher.draining) {
      const run = dispatcher.live.find(({ plan }) => plan.rows.includes(row.id))?.plan;
      return this.#correct(edit, async () => 'running', run);
    }
    await inbox.amend(row.id, amended);
    return 'taken';
  }

  /** Offers to correct the run that has the earlier words; there is none: `otherwise`. */
  async #correct(edit: InboundMessage, otherwise: () => Promise<Outcome>, known?: RunPlan): Promise<Outcome> {
    const run = known ?? this.#tools.activeRuns.findByWords(edit);
    if (run === null) return otherwise();
    if (!this.#tools.dispatcher.live.some(({ id }) => id === run.id)) return 'elsewhere';
    await this.#tools.corrections.make(edit, run);
    return 'offered';
  }

  /** The message with its new words answers the question about it, as a button would, and goes through the same door. */
  async #amendQuestion(edit: InboundMessage): Promise<Outcome> {
    const { offers, answered } = this.#tools;
    const question = await offers.questionAbout(edit);
    const asked = question?.asked ?? [];
    const before = asked.find((one) => isEditOf(edit, one));
    if (question === null || before === undefined) return 'over';
    const hasSameFiles = before.attachment === edit.attachment && sameValue(fileNamesOf(before), fileNamesOf(edit));
    if (before.text === edit.text && hasSameFiles) return 'same';
    // What was settled about the words before says nothing of these; the edit's id makes a question about them another one.
    const messages = asked.map(({ readAs: _settled, ...one }, index) => ({
      ...(isEditOf(edit, one) ? withEdit(one, edit) : one),
      ...(index === 0 ? { updateId: edit.updateId } : {}),
    }));
    return (await answered.take(question.key, messages)) ? 'asked-about' : 'over';
  }

  async #amendJob(
    job: RunJob,
    messages: readonly MessageRow[],
    original: MessageRow,
    amended: InboundMessage,
    bot: ChatBot,
  ): Promise<Outcome> {
    const { inbox, dispatcher, book, understand } = this.#tools;
    const answered = messages.filter(({ id }) => job.plan.rows.includes(id));
    const parts = inOrder(answered.map(({ id, body }) => ({ row: id, message: id === original.id ? amended : body })));
    const [first] = parts;
    if (first === undefined || parts.length !== job.plan.rows.length) return 'elsewhere';
    const understood = await understand.read(first.message, parts, bot);
    if (!understood.ok || understood.value.kind === 'doubt') return 'elsewhere';
    const known = understood.value.request;
    const { attachments = [], missingFiles = [] } = job.request;
    const request = withFiles(known, attachments.slice(known.attachments?.length ?? 0), missingFiles);
    if (!isSamePlace(request, job.request)) return 'elsewhere';
    const { prompt } = request;
    const isTaken = dispatcher.replace({ ...job, plan: { ...job.plan, prompt }, request: { ...job.request, prompt } });
    if (!isTaken) return 'running';
    await Promise.all([inbox.amend(original.id, amended), book.reword(job.id, prompt)]);
    return prompt === job.plan.prompt ? 'same' : 'taken';
  }

  #answer(outcome: Outcome, { chatId, threadId, messageId }: InboundMessage, { channel }: ChatBot): void {
    if (outcome === 'same' || outcome === 'offered') return;
    const key = `${chatId}:${messageId}`;
    const isTaken = outcome === 'taken' || outcome === 'asked-about';
    if (!isTaken && this.#answered.has(key)) return;
    if (!isTaken) this.#answered.add(key);
    const [oldest] = this.#answered;
    if (this.#answered.size > MOST_ANSWERED && oldest !== undefined) this.#answered.delete(oldest);
    const said = `${key}:${outcome}`;
    if (this.#onTheWay.has(said)) return;
    this.#onTheWay.add(said);
    const options = { replyTo: messageId, silent: true };
    void channel
      .say(placeOf({ chatId, threadId }), { markdown: EDIT_TEXTS[outcome] }, options)
      .finally(() => this.#onTheWay.delete(said));
  }
}

function isOriginal({ body }: MessageRow, edit: InboundMessage): boolean {
  return body.edited !== true && isEditOf(edit, body);
}

/** The names that tell the files of a message from others. */
function fileNamesOf({ attachments = [] }: InboundMessage): readonly string[] {
  return attachments.map(({ uniqueId }) => uniqueId);
}

function isEditOf(edit: MessageRef, message: MessageRef): boolean {
  return message.chatId === edit.chatId && message.messageId === edit.messageId;
}

function isSamePlace(a: RunRequest, b: RunRequest): boolean {
  return a.engine === b.engine && sameValue(a.context, b.context) && sameValue(a.session, b.session);
}
