import { expect } from 'chai';
import { NetworkError, ParseError, TelegramApiError, TimeoutError } from 'node-telegram-bot-api';
import { callProblem } from '../../../src/adapters/telegram/calls/call-problem.js';

describe('the problem behind an error of the Bot API', () => {
  const meanings = [
    [400, 'Bad Request: message is not modified: specified new message content', 'not-modified'],
    [400, 'Bad Request: message to edit not found', 'message-missing'],
    [400, 'Bad Request: message to delete not found', 'message-missing'],
    [400, 'Bad Request: MESSAGE_ID_INVALID', 'message-missing'],
    [400, "Bad Request: message can't be deleted for everyone", 'message-fixed'],
    [400, "Bad Request: message can't be edited", 'message-fixed'],
    [400, 'Bad Request: message thread not found', 'thread-missing'],
    [400, 'Bad Request: TOPIC_CLOSED', 'thread-missing'],
    [400, 'Bad Request: message to be replied not found', 'reply-missing'],
    [400, 'Bad Request: replied message not found', 'reply-missing'],
    [400, 'Bad Request: chat not found', 'gone'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'gone'],
    [403, 'Forbidden: bot was blocked by the user', 'gone'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'gone'],
    [403, 'Forbidden: user is deactivated', 'gone'],
    [400, "Bad Request: can't parse entities: unexpected end", 'refused'],
    [400, 'Bad Request: message is too long', 'refused'],
    [401, 'Unauthorized', 'unauthorized'],
    [404, 'Not Found', 'unauthorized'],
    [409, 'Conflict: terminated by other getUpdates request', 'conflict'],
    [429, 'Too Many Requests: retry after 5', 'flood'],
    [500, 'Internal Server Error', 'unavailable'],
    [502, 'Bad Gateway', 'unavailable'],
  ] as const;

  for (const [code, description, kind] of meanings) {
    it(`is ${kind} for ${code} ${description}`, () => {
      expect(callProblem(new TelegramApiError(code, description)).kind).to.equal(kind);
    });
  }

  it('says how long to be silent, and never less than a second', () => {
    const wait = (parameters?: { retry_after: number }) => {
      const problem = callProblem(new TelegramApiError(429, 'Too Many Requests', parameters));
      return problem.kind === 'flood' ? problem.retryAfterMs : null;
    };
    expect([wait({ retry_after: 37 }), wait({ retry_after: 0 }), wait()]).to.deep.equal([37_000, 1_000, 5_000]);
  });

  it('says where a group went', () => {
    const error = new TelegramApiError(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1009 });
    expect(callProblem(error)).to.include({ kind: 'moved', to: -1009 });
  });

  it('keeps of a network failure its code only', () => {
    const system = Object.assign(new Error('connect ECONNREFUSED to http://x/bot4000:secret'), {
      code: 'ECONNREFUSED',
    });
    const error = new NetworkError('Network request failed: getMe', {
      cause: new TypeError('fetch failed http://x/bot4000:secret', { cause: system }),
    });
    expect(callProblem(error)).to.deep.equal({
      kind: 'unavailable',
      reason: 'Network request failed: getMe (ECONNREFUSED)',
    });
    expect(callProblem(new TypeError('Failed to parse URL from http://x/bot4000:secret')).reason).not.to.include(
      '4000',
    );
    expect(callProblem(new ParseError('x', { responseText: 'bot4000:secret' })).kind).to.equal('unavailable');
    expect(callProblem(new TimeoutError()).kind).to.equal('unavailable');
    expect(callProblem('nonsense').kind).to.equal('unavailable');
  });
});
