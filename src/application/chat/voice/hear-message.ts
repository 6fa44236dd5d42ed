import type { InboundMessage } from '../../../domain/chat/inbound.js';
import { placeOf } from '../../../domain/chat/place.js';
import { withSpokenChoices, withTranscript } from '../../../domain/chat/spoken-message.js';
import type { RowId } from '../../../domain/ids.js';
import { PendingWork } from '../../../domain/pending-work.js';
import type { Alarm } from '../../../domain/ports/alarm.js';
import { StopSource } from '../../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { RowsInHand } from '../../concurrency/rows-in-hand.js';
import { Slots } from '../../concurrency/slots.js';
import type { Notifier } from '../../delivery/notifier.js';
import type { AdapterHost } from '../../hosting/adapter-host.js';
import { botOf } from '../../hosting/bot-of.js';
import type { ChatBot, ChatBotSlice } from '../../ports/chat/chat-bot.js';
import type { Journal } from '../../ports/system/journal.js';
import type { Transcriber } from '../../ports/voice/transcriber.js';
import type { FileGateProblem } from '../../values/file-gate-problem.js';
import type { Generations } from '../../values/generation.js';
import { understoodText, type VoiceProblem } from '../../wording/chat/voice-text.js';
import { fetchFile } from '../files/fetch-file.js';
import type { StoredMessage } from '../understand/bursts.js';
import { isTooLarge, type RecordingSent, recordingIn } from './recording-in.js';
import { confirmQuestion, problemQuestion, type ToldOfRecording } from './voice-questions.js';

/** What listening is built on. */
export interface HearMessageTools {
  readonly bots: AdapterHost<ChatBotSlice, ChatBot>;
  readonly generations: Generations;
  readonly transcriber: Transcriber;
  readonly notices: Notifier;
  readonly hands: RowsInHand;
  readonly alarm: Alarm;
  readonly journal: Journal;
}

/** Puts on disk what is known of a message now, and gives it as it is then. */
export type KeepHeard = (message: InboundMessage) => Promise<InboundMessage>;

/** From half a minute on a recording is long. */
const LONG_S = 30;

/** The ending of the program, or a problem that its sender is told of. */
type Unheard = VoiceProblem | { readonly kind: 'stopped' };

/** How many recordings are in memory at a time, and how many programs listen to them. */
const AT_ONCE = 4;

/** Listens to recordings: each once, whatever dies, since what was understood is on disk before anything else is done. */
export class HearMessage {
  readonly #tools: HearMessageTools;
  readonly #ending = new StopSource();
  readonly #underway = new PendingWork();
  readonly #slots = new Slots(AT_ONCE);

  constructor(tools: HearMessageTools) {
    this.#tools = tools;
  }

  /** Whether a message has a recording that is to be listened to, or one of which its sender was not told yet what was understood. */
  mustHear(message: InboundMessage): boolean {
    const { transcript } = message;
    if (transcript !== undefined) return transcript.shownIn === undefined && transcript.confirmed !== true;
    return recordingIn(message, this.#tools.generations.current().config.telegram) !== null;
  }

  /** Whether it has a recording that is fetched to be listened to, if it is not to be saved as a file. */
  wouldFetch(message: InboundMessage): boolean {
    const { telegram } = this.#tools.generations.current().config;
    const { voice } = telegram;
    const recording = recordingIn(message, telegram, false);
    return recording !== null && voice.enabled && !isTooLarge(recording, voice.maxBytes);
  }

  /**
   * Resolves with the message as if it had been written; `null` if there is nothing to go on with: its sender was told why
   * or asked, which ends the row, or the program is to end, and the row is for the next one.
   */
  hear(stored: StoredMessage, keep: KeepHeard): Promise<InboundMessage | null> {
    return this.#underway.add(this.#hear(stored, keep));
  }

  /** Ends all listening; resolves when that is over. */
  async settle(): Promise<void> {
    this.#ending.stop();
    await this.#underway.idle();
  }

  async #hear({ row, message }: StoredMessage, keep: KeepHeard): Promise<InboundMessage | null> {
    const { bots, generations } = this.#tools;
    const { telegram } = generations.current().config;
    const recording = recordingIn(message, telegram);
    if (recording === null) return this.#held(row, () => this.#show({ row, message }, keep));
    if (telegram.voice.enabled) {
      const { channel } = await botOf(bots, message);
      channel.react({ chatId: message.chatId, messageId: message.messageId }, 'accepted');
    }
    // Room is for what listens: what is told of it may wait for Telegram, and nobody else has to.
    const heard = await this.#slots.run(() => this.#held(row, () => this.#listen(message, recording)));
    if (!heard.ok) {
      await this.#tellProblem(heard.problem, { row, message });
      return null;
    }
    const words = withSpokenChoices(heard.value, this.#choices());
    const { seconds } = recording;
    const transcript = { words, ...(seconds === undefined ? {} : { seconds }) };
    return this.#held(row, async () =>
      this.#show({ row, message: await keep(withTranscript(message, transcript)) }, keep),
    );
  }

  /** A recording that the program dies of must be known by the next one. */
  #held<T>(row: RowId, act: () => Promise<T>): Promise<T> {
    return this.#tools.hands.hold([row], act);
  }

  /** The names that choose what is worked with, and where; lower case. */
  #choices(): ReadonlySet<string> {
    const { engines, config } = this.#tools.generations.current();
    const names = [...engines.ids, ...config.projects.map(({ alias }) => alias)];
    return new Set(names.map((name) => name.toLowerCase()));
  }

  async #listen(message: InboundMessage, recording: RecordingSent): Promise<Result<string, Unheard>> {
    const settings = this.#tools.generations.current().config.telegram.voice;
    const { maxBytes, enabled } = settings;
    if (!enabled) return fail({ kind: 'off' });
    if (isTooLarge(recording, maxBytes)) return fail({ kind: 'too-large', maxBytes });
    const bytes = await this.#fetch(message, recording.fileId, maxBytes);
    if (!bytes.ok) return fail(this.#ending.signal.aborted ? { kind: 'stopped' } : unfetched(bytes.problem));
    const { kind, name, mime } = recording;
    const named = { ...(name === undefined ? {} : { name }), ...(mime === undefined ? {} : { mime }) };
    return this.#tools.transcriber.transcribe({ kind, bytes: bytes.value, ...named }, settings, this.#ending.signal);
  }

  async #fetch(
    message: InboundMessage,
    fileId: string,
    maxBytes: number,
  ): Promise<Result<Uint8Array, FileGateProblem>> {
    const { bots, alarm } = this.#tools;
    const { files } = await botOf(bots, message);
    const take = async (content: AsyncIterable<Uint8Array>): Promise<Result<Uint8Array, never>> => {
      const pieces: Uint8Array[] = [];
      for await (const piece of content) pieces.push(piece);
      return ok(joined(pieces));
    };
    return fetchFile(files, { fileId, maxBytes, take }, { alarm, stop: this.#ending.signal });
  }

  /** Says what was understood, and asks whether that is right where it is to be asked. */
  async #show(stored: StoredMessage, keep: KeepHeard): Promise<InboundMessage | null> {
    const { bots, generations } = this.#tools;
    const { message } = stored;
    const { transcript } = message;
    const { confirm, showTranscription } = generations.current().config.telegram.voice;
    if (transcript === undefined || transcript.shownIn !== undefined || transcript.confirmed === true) return message;
    const isLong = (transcript.seconds ?? 0) > LONG_S;
    if (confirm === 'always' || (confirm === 'long' && isLong)) {
      await this.#tell(confirmQuestion(stored, transcript.words), stored, 'asking');
      return null;
    }
    if (!showTranscription) return message;
    const { channel } = await botOf(bots, message);
    const content = { markdown: understoodText(transcript.words), outside: true, brief: true };
    const options = { replyTo: message.messageId, silent: true };
    const shown = await channel.say(placeOf(message), content, options);
    if (shown === null) return message;
    return keep({ ...message, transcript: { ...transcript, shownIn: shown.messageId } });
  }

  async #tellProblem(problem: Unheard, stored: StoredMessage): Promise<void> {
    if (problem.kind === 'stopped') return;
    const data = { chat: stored.message.chatId, why: problem.kind };
    this.#tools.journal.record({ name: 'voice.not-heard', level: 'warn', data });
    await this.#tell(problemQuestion(problem, stored), stored, problem.kind === 'off' ? 'none' : 'failed');
  }

  /** Resolves once it is on disk, and with it the end of the row. */
  async #tell(
    { markdown, question, buttons }: ToldOfRecording,
    { row, message }: StoredMessage,
    receipt: 'asking' | 'failed' | 'none',
  ): Promise<void> {
    const { bots, notices } = this.#tools;
    const { channel } = await botOf(bots, message);
    const { chatId, messageId } = message;
    const rings = { loud: true, urgent: true };
    const order = { place: placeOf(message), markdown, replyTo: messageId, ...rings };
    const offers = question === null ? {} : { offers: [question] };
    channel.react({ chatId, messageId }, receipt);
    await notices.tell(buttons.length === 0 ? order : { ...order, buttons: [buttons] }, {
      ...{ answers: [row], as: 'done' as const },
      ...offers,
    });
  }
}

/** What stopped although the program goes on was a bot that was replaced meanwhile. */
function unfetched(problem: FileGateProblem): VoiceProblem {
  if (problem.kind === 'too-large') return problem;
  const isStopped = problem.kind === 'stopped';
  return { kind: 'not-fetched', problem: isStopped ? { kind: 'unavailable', reason: 'replaced' } : problem };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
