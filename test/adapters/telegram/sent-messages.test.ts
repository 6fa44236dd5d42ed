import { expect } from 'chai';
import type { MessageSubject } from '../../../src/application/ports/chat/message-store.js';
import { begin, final, place, progressIn, watch } from './outbox-rig.js';

const RUN: MessageSubject = { kind: 'run', run: 'r1' };
const OTHER: MessageSubject = { kind: 'run', run: 'r2' };
const HOOK: MessageSubject = { kind: 'work', engine: null, context: { project: 'web', branch: null }, resume: null };

describe('what a bot tells of the messages that it has sent', () => {
  it('is each part of a final and each progress message, with the run', async () => {
    const { channel, sent, time, server } = await begin();
    const progress = await progressIn(channel);
    const settling = watch(channel.settle(final('one\ftwo\fthree')));
    await time.advance(10_000);
    expect(settling.value?.kind).to.equal('delivered');
    const run = final('').view.face.run;
    const ids = server.chat(place.chatId).visible.filter(({ fromBot }) => fromBot);
    expect(sent.messages).to.deep.equal(
      ids.map(({ messageId }) => ({ bot: 4_000, ...place, messageId, subject: { kind: 'run', run } })).map(without),
    );
    expect(ids).to.have.length(4);
    expect(sent.messages[0]?.messageId).to.equal(progress.messageId);
  });

  it('is what is said and what an edit needs further messages for', async () => {
    const { channel, sent, time } = await begin();
    const saying = watch(channel.say(place, { markdown: 'a\fb' }, { about: RUN }));
    await time.advance(5_000);
    const message = saying.value;
    if (message === null || message === undefined) throw new Error('it was not said');
    void channel.edit(message, { markdown: 'c\fd' }, [], { about: RUN });
    void channel.say(place, { markdown: 'about nothing' });
    await time.advance(5_000);
    expect(sent.messages.map(({ subject }) => subject)).to.deep.equal([RUN, RUN, RUN, null, RUN]);
  });

  it('is a notice with its subject, joined only where that is not another run’s', async () => {
    const { channel, sent, time, server } = await begin();
    const notices = [
      { markdown: 'first', about: HOOK },
      { markdown: 'h1', about: HOOK },
      { markdown: 'h2', about: HOOK },
      { markdown: 'r1a', about: RUN },
      { markdown: 'r1b', about: RUN },
      { markdown: 'r2', about: OTHER },
      { markdown: 'h3', about: HOOK },
      { markdown: 'plain' },
    ];
    for (const notice of notices) void channel.notice({ place, ...notice });
    await time.advance(20_000);
    const texts = server.chat(place.chatId).visible.map(({ now }) => now.text);
    expect(texts.join('\n').split('\n')).to.deep.equal(notices.map(({ markdown }) => markdown));
    const shown = sent.messages.map(({ messageId, subject }) => [
      server.chat(place.chatId).find(messageId)?.now.text.replaceAll('\n', '+'),
      subject,
    ]);
    expect(shown).to.deep.include(['r1a+r1b', RUN]);
    expect(shown).to.deep.include(['r2', OTHER]);
    expect(shown.at(-1)).to.deep.equal(['h3+plain', null]);
    for (const [text, subject] of shown.filter(([text]) => text?.toString().startsWith('h') && text !== 'h3+plain')) {
      expect(subject, String(text)).to.deep.equal(HOOK);
    }
  });
});

function without<T extends { threadId: number | null }>({ threadId: _threadId, ...rest }: T): Omit<T, 'threadId'> {
  return rest;
}
