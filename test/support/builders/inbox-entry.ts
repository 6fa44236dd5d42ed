import type { InboxSource, WorkBodies } from '../../../src/domain/accepted/work.js';
import type { Acceptance, InboxEntry } from '../../../src/domain/ports/inbox.js';
import { inboundMessage } from './inbound-message.js';
import { runRequest } from './run-request.js';

const PLACE = { chatId: 7, threadId: null };

/** Work of the source that says `text`. */
export function workBody<Source extends InboxSource>(source: Source, text: string): WorkBodies[Source] {
  const { origin: _origin, rows: _rows, ...asked } = runRequest({ prompt: text });
  const token = { engine: 'fake', value: 'c0ffee', directory: null };
  const bodies: WorkBodies = {
    message: inboundMessage({ text }),
    button: {
      ...{ kind: 'button', bot: 4_000, updateId: 1, buttonId: 'b', data: text, chatId: 7, chatKind: 'private' },
      ...{ messageId: 1, threadId: null, sender: { id: 7, name: 'Ada', isBot: false } },
    },
    at: { chatId: 7, request: { ...asked, written: '5m', askedAt: 0 } },
    webhook: { webhook: 'deploy', place: PLACE, payload: { text } },
    cron: { id: text, instant: 0 },
    request: runRequest({ prompt: text }),
    restart: { place: PLACE, replyTo: 1 },
    loop: {
      chatId: 7,
      request: {
        ...{
          loop: 'abcdefabcdef',
          request: runRequest({ prompt: text }),
          token,
          job: null,
          prompt: text,
          firstPrompt: text,
        },
        time: { kind: 'delay', delayMs: 60_000 },
        progress: { setAt: 0, iterations: 0, firstAt: null, lastAt: null },
      },
    },
  };
  return bodies[source];
}

/** A message, or work of another source, with the differences. */
export function entry(
  key: string,
  { source = 'message', body, ...more }: Partial<Acceptance> & { source?: InboxSource; body?: unknown } = {},
): InboxEntry {
  return { source, key, body: body ?? workBody(source, key), due: null, ...more } as InboxEntry;
}
