import type { RunRequest } from '../../../src/domain/accepted/run-request.js';

/** A request of a person in a private chat, with the given differences. */
export function runRequest(change: Partial<RunRequest> = {}): RunRequest {
  return {
    prompt: 'work',
    place: { chatId: 7, threadId: null },
    replyTo: null,
    requestedBy: 7,
    origin: { kind: 'message' },
    engine: 'fake',
    model: null,
    permissionMode: null,
    context: null,
    session: { kind: 'fresh' },
    keepUnder: null,
    rows: [],
    ...change,
  };
}
