import { expect } from 'chai';
import { AccessPolicy } from '../../src/domain/chat/access-policy.js';
import { sessionKey } from '../../src/domain/chat/session-key.js';
import { parseDotTypo, parseSlashCommand } from '../../src/domain/chat/slash-command.js';

describe('access', () => {
  const policy = new AccessPolicy({ chatId: -1, projectChats: [-2], allowedUserIds: [7, 8], allowAnyUser: false });

  it('is for allowed users, in the owner chat, project chats and their private chats', () => {
    for (const chat of [-1, -2, 7]) expect(policy.admits(chat, 7)).to.equal(true);
  });

  it('is denied to strangers, in foreign chats, and to senders without an identity', () => {
    expect(policy.admits(-1, 9)).to.equal(false);
    expect(policy.admits(-3, 7)).to.equal(false);
    expect(policy.admits(-1, null)).to.equal(false);
  });

  it('is open to anyone in known chats only if said so and nobody is named', () => {
    const open = new AccessPolicy({ chatId: -1, projectChats: [], allowedUserIds: [], allowAnyUser: true });
    expect(open.admits(-1, 9)).to.equal(true);
    expect(open.admits(9, 9)).to.equal(false);
    const named = new AccessPolicy({ chatId: -1, projectChats: [], allowedUserIds: [7], allowAnyUser: true });
    expect(named.admits(-1, 9)).to.equal(false);
    const nobody = new AccessPolicy({ chatId: -1, projectChats: [], allowedUserIds: [], allowAnyUser: false });
    expect(nobody.admits(-1, 9)).to.equal(false);
  });
});

describe('the key of a session', () => {
  const scope = { chatId: -1, threadId: null, senderId: 7, isPrivate: false };

  it('is the private chat, or the person in a group, apart by topic', () => {
    const keys = [
      sessionKey('chat', { ...scope, chatId: 7, isPrivate: true }),
      sessionKey('chat', scope),
      sessionKey('chat', { ...scope, senderId: 8 }),
      sessionKey('chat', { ...scope, threadId: 3 }),
    ];
    expect(new Set(keys).size).to.equal(4);
    expect(keys).not.to.include(null);
  });

  it('is none without sessions and for nobody in a group', () => {
    expect(sessionKey('stateless', scope)).to.equal(null);
    expect(sessionKey('chat', { ...scope, senderId: null })).to.equal(null);
  });
});

describe('a slash command', () => {
  it('is read with its addressee and everything behind it', () => {
    expect(parseSlashCommand('/At@MyBot 5m\nline two ')).to.deep.equal({
      name: 'at',
      addressee: 'mybot',
      rest: '5m\nline two',
    });
    expect(parseSlashCommand(' /ping')).to.deep.equal({ name: 'ping', addressee: null, rest: '' });
    expect(parseSlashCommand('/new\tx')?.rest).to.equal('x');
  });

  it('is not a path, a fraction or text', () => {
    for (const text of ['/etc/passwd', 'a /ping', '/', '//x', '']) expect(parseSlashCommand(text)).to.equal(null);
  });

  it('is guessed behind one dot only', () => {
    expect(parseDotTypo('.New now')).to.equal('new');
    for (const text of ['..new', './new', '. new', 'new', '.new.js']) expect(parseDotTypo(text)).to.equal(null);
  });
});
