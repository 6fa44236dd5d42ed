import type {
  Outbound,
  OutboundProblem,
  OutboundRequest,
  OutboundResponse,
} from '../../application/ports/http/outbound.js';
import type { Recording, Transcriber, TranscriptionProblem } from '../../application/ports/voice/transcriber.js';
import type { VoiceSettings } from '../../application/values/config/chat-settings.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { StopSignal } from '../../domain/ports/stop-signal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Secret } from '../../domain/secret.js';
import { reasonIn, textIn } from './transcription-answer.js';

/** What asking a server is done with. */
export interface HttpTranscriberTools {
  readonly outbound: Outbound;
  readonly alarm: Alarm;
  readonly clock: Clock;
  /** The key where the configuration names none. */
  readonly key: Secret | null;
}

type Heard = Result<string, TranscriptionProblem>;

/** The provider whose interface the others have: https://platform.openai.com/docs/api-reference/audio. */
const PROVIDER = 'https://api.openai.com/v1';

/** A transcript of hours is smaller. */
const MOST_ANSWER_BYTES = 1024 * 1024;

/** How long to wait before each further try, in milliseconds. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000];

/** Asks a server that has OpenAI's interface for transcriptions. */
export class HttpTranscriber implements Transcriber {
  readonly #tools: HttpTranscriberTools;

  constructor(tools: HttpTranscriberTools) {
    this.#tools = tools;
  }

  async transcribe(recording: Recording, settings: VoiceSettings, stop: StopSignal): Promise<Heard> {
    const key = (settings.apiKey ?? this.#tools.key)?.reveal() ?? null;
    if (key === null && settings.baseUrl === null) return fail({ kind: 'no-key' });
    const url = addressOf(settings.baseUrl ?? PROVIDER);
    if (url === null) return fail({ kind: 'bad-address' });
    const { clock } = this.#tools;
    const endsAtMs = clock.monotonicMs() + settings.timeoutMs;
    const request = requestFor({ recording, settings, url: url.href, key });
    for (let tries = 0; ; tries++) {
      const timeoutMs = endsAtMs - clock.monotonicMs();
      const answer = await this.#tools.outbound.send({ ...request, timeoutMs }, stop);
      const heard = answer.ok
        ? heardFrom(answer.value, url.hostname, key)
        : fail(problemOf(answer.problem, url.hostname, settings.timeoutMs));
      const pauseMs = PAUSES_MS[tries];
      if (heard.ok || !mayHelp(heard.problem) || pauseMs === undefined) return heard;
      if (clock.monotonicMs() + pauseMs >= endsAtMs) return heard;
      await this.#pause(pauseMs, stop);
      if (stop.aborted) return fail({ kind: 'stopped' });
    }
  }

  #pause(ms: number, stop: StopSignal): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        cancel();
        stop.removeEventListener('abort', over);
        resolve();
      };
      const cancel = this.#tools.alarm.after(ms, over);
      stop.addEventListener('abort', over, { once: true });
    });
  }
}

interface Asked {
  readonly recording: Recording;
  readonly settings: VoiceSettings;
  readonly url: string;
  readonly key: string | null;
}

function requestFor({ recording, settings, url, key }: Asked): Omit<OutboundRequest, 'timeoutMs'> {
  const { model, language, urlAllowlist } = settings;
  return {
    method: 'POST',
    url,
    headers: { accept: 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    body: {
      fields: { model, response_format: 'json', ...(language === null ? {} : { language }) },
      file: { field: 'file', bytes: recording.bytes, ...namedFor(recording) },
    },
    maxBytes: MOST_ANSWER_BYTES,
    allow: urlAllowlist,
  };
}

/** Servers tell a format by the end of the name. */
function namedFor({ kind, name, mime }: Recording): { readonly name: string; readonly mime: string } {
  if (kind === 'voice') return { name: 'voice.ogg', mime: 'audio/ogg' };
  if (kind === 'video-note') return { name: 'video-note.mp4', mime: 'video/mp4' };
  return { name: name ?? `audio${mime === 'audio/mp4' ? '.m4a' : '.mp3'}`, mime: mime ?? 'audio/mpeg' };
}

function addressOf(base: string): URL | null {
  const url = URL.parse(base);
  if (url === null) return null;
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/audio/transcriptions`;
  return url;
}

function heardFrom({ status, body }: OutboundResponse, host: string, key: string | null): Heard {
  const answer = new TextDecoder().decode(body);
  if (status === 401 || status === 403) return fail({ kind: 'wrong-key', host });
  if (status < 200 || status > 299) {
    const reason = reasonIn(answer);
    const said = reason === null || key === null ? reason : reason.replaceAll(key, '[secret]');
    return fail({ kind: 'refused', host, status, said });
  }
  const text = textIn(answer);
  if (text === null) return fail({ kind: 'unreadable-answer', host });
  return text === '' ? fail({ kind: 'nothing-said' }) : ok(text);
}

function problemOf(problem: OutboundProblem, host: string, timeoutMs: number): TranscriptionProblem {
  switch (problem.kind) {
    case 'bad-url':
    case 'unsupported-scheme':
    case 'bad-header':
      return { kind: 'bad-address' };
    case 'forbidden-address':
      return problem;
    case 'unresolved':
    case 'connection-failed':
      return { kind: 'unreachable', host, code: problem.code };
    case 'timeout':
      return { kind: 'timeout', who: host, timeoutMs };
    case 'too-large':
      return { kind: 'unreadable-answer', host };
    case 'aborted':
      return { kind: 'stopped' };
  }
}

/** Whether another try may have another outcome: the network, or a server that has too much to do or is being started. */
function mayHelp(problem: TranscriptionProblem): boolean {
  return (
    problem.kind === 'unreachable' || (problem.kind === 'refused' && (problem.status === 429 || problem.status >= 500))
  );
}
