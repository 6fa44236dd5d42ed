import { expect } from 'chai';
import fc from 'fast-check';
import { inbound } from '../../../src/adapters/telegram/poll/inbound.js';

const BOT = 4000;
const person = { id: 7, is_bot: false, first_name: 'Ada', last_name: 'L' };
const bot = { id: BOT, is_bot: true, first_name: 'rig', username: 'rig_bot' };
const privateChat = { id: 7, type: 'private', first_name: 'Ada' };
const forum = { id: -100, type: 'supergroup', title: 'Forum', is_forum: true };

function message(members: Readonly<Record<string, unknown>>, updateId = 11) {
  return {
    update_id: updateId,
    message: { message_id: 5, date: 1_700_000_000, chat: privateChat, from: person, ...members },
  };
}

function read(update: unknown) {
  const result = inbound(update, BOT);
  if (!result.ok) throw new Error(`skipped: ${result.problem.reason}`);
  return result.value;
}

function skipped(update: unknown) {
  const result = inbound(update, BOT);
  return result.ok ? null : result.problem;
}

describe('an update', () => {
  it('becomes a message with everything that the application looks at', () => {
    expect(read(message({ text: 'hello' }))).to.deep.equal({
      kind: 'message',
      bot: BOT,
      updateId: 11,
      chatId: 7,
      chatKind: 'private',
      messageId: 5,
      threadId: null,
      sender: { id: 7, name: 'Ada L', isBot: false },
      sentAt: 1_700_000_000_000,
      text: 'hello',
      forwarded: false,
      attachment: null,
      mediaGroup: null,
      replyTo: null,
    });
  });

  it('carries the file that came with it, the largest of several sizes', () => {
    const file = { file_id: 'f', file_unique_id: 'u' };
    const filesOf = (members: Readonly<Record<string, unknown>>) => read(message(members));
    const size = (file_id: string, width: number, more = {}) => ({ ...file, file_id, width, height: 10, ...more });
    expect(filesOf({ photo: [size('a', 90), size('b', 900), size('c', 300)] })).to.deep.include({
      attachments: [{ kind: 'photo', fileId: 'b', uniqueId: 'u', mime: 'image/jpeg' }],
    });
    expect(filesOf({ photo: [size('a', 9, { file_size: 7 }), size('b', 8, { file_size: 8 })] })).to.deep.include({
      attachments: [{ kind: 'photo', fileId: 'b', uniqueId: 'u', mime: 'image/jpeg', bytes: 8 }],
    });
    const named = { ...file, file_name: 'a.mp4', mime_type: 'video/x', file_size: 9, duration: 3 };
    for (const [member, kind] of [
      ['document', 'document'],
      ['video', 'video'],
      ['video_note', 'video-note'],
      ['audio', 'audio'],
      ['voice', 'voice'],
    ] as const) {
      expect(filesOf({ [member]: named })).to.deep.include({
        attachments: [{ kind, fileId: 'f', uniqueId: 'u', name: 'a.mp4', mime: 'video/x', bytes: 9, seconds: 3 }],
      });
    }
    expect(filesOf({ animation: file, document: file })).to.deep.include({
      attachments: [{ kind: 'animation', fileId: 'f', uniqueId: 'u', mime: 'video/mp4' }],
    });
    expect(filesOf({ sticker: { ...file, is_video: true } })).to.deep.include({
      attachments: [{ kind: 'sticker', fileId: 'f', uniqueId: 'u', mime: 'video/webm' }],
    });
    const replied = { message_id: 4, date: 1, chat: privateChat, from: person, document: file };
    expect(filesOf({ text: 'that', reply_to_message: replied }))
      .to.have.property('replyTo')
      .that.deep.includes({ attachments: [{ kind: 'document', fileId: 'f', uniqueId: 'u' }] });
  });

  it('has no file where Telegram names none that could be fetched', () => {
    for (const document of [{}, 'x', { file_id: 7 }, { file_id: 'f' }, { file_id: '', file_unique_id: 'u' }]) {
      expect(read(message({ document })))
        .to.include({ attachment: 'document' })
        .and.not.to.have.property('attachments');
    }
    expect(read(message({ photo: [] }))).not.to.have.property('attachments');
    const odd = { file_id: 'f', file_unique_id: 'u', file_size: -1, duration: 'long', file_name: 5 };
    expect(read(message({ document: odd }))).to.deep.include({
      attachments: [{ kind: 'document', fileId: 'f', uniqueId: 'u' }],
    });
  });

  it('takes the caption where there is no text, and names what came with it', () => {
    const photo = message({ caption: 'look', photo: [{ file_id: 'x' }], media_group_id: '99' });
    expect(read(photo)).to.include({ text: 'look', attachment: 'photo', mediaGroup: '99' });
    for (const kind of ['voice', 'document', 'video', 'audio', 'sticker', 'poll', 'dice', 'game', 'story', 'contact']) {
      expect(read(message({ [kind]: { file_id: 'x' } }))).to.include({ text: '', attachment: kind });
    }
    expect(read(message({ video_note: { file_id: 'x' } }))).to.include({ attachment: 'video-note' });
    expect(read(message({ animation: {}, document: {} }))).to.include({ attachment: 'animation' });
    expect(read(message({ venue: {}, location: {} }))).to.include({ attachment: 'venue' });
    expect(read(message({ location: {} }))).to.include({ attachment: 'location' });
    expect(read(message({ paid_media: {}, caption: 'c' }))).to.include({ attachment: 'paid-media', text: 'c' });
    expect(read(message({ giveaway_winners: {} }))).to.include({ attachment: 'giveaway' });
    for (const gift of ['gift', 'unique_gift'])
      expect(read(message({ [gift]: {} }))).to.include({ attachment: 'gift' });
    for (const kind of ['checklist', 'invoice']) expect(read(message({ [kind]: {} }))).to.include({ attachment: kind });
  });

  it('is content of another kind where this version knows no name for it, and text stays text', () => {
    expect(read(message({}))).to.include({ attachment: 'other', text: '' });
    expect(read(message({ hologram: {} }))).to.include({ attachment: 'other' });
    expect(read(message({ hologram: {}, caption: 'look' }))).to.include({ attachment: 'other', text: 'look' });
    expect(read(message({ text: 'plain', brand_new_metadata: {} }))).to.include({ attachment: null });
  });

  it('says whose words it carries: those of a stranger, of another bot, or its sender’s own', () => {
    const mallory = { id: 66, is_bot: false, first_name: 'Mal', last_name: 'Lory', username: 'mal' };
    const by = (members: object) => {
      const value = read(message({ text: 'x', ...members }));
      return value.kind === 'message' ? [value.forwarded, value.writtenBy] : null;
    };
    expect(by({ forward_origin: { type: 'user', sender_user: mallory } })).to.deep.equal([true, 'Mal Lory @mal']);
    expect(by({ forward_origin: { type: 'hidden_user', sender_user_name: 'Shy' } })).to.deep.equal([true, 'Shy']);
    expect(by({ forward_origin: { type: 'channel', chat: { id: -1, title: 'News' } } })).to.deep.equal([true, 'News']);
    expect(by({ forward_origin: { type: 'chat', sender_chat: { title: 'G' } } })).to.deep.equal([true, 'G']);
    expect(by({ forward_from: mallory, forward_date: 1 })).to.deep.equal([true, 'Mal Lory @mal']);
    expect(by({ forward_date: 1 })).to.deep.equal([true, 'somebody']);
    expect(by({ forward_origin: { type: 'user', sender_user: person } })).to.deep.equal([true, undefined]);
    expect(by({ via_bot: { id: 5, is_bot: true, first_name: 'G', username: 'gif' } })).to.deep.equal([false, 'G @gif']);
    expect(by({})).to.deep.equal([false, undefined]);
  });

  it('names who signed what was forwarded from a channel', () => {
    const chat = { id: -1, title: 'News', username: 'news' };
    const forward_origin = { type: 'channel', chat, author_signature: 'M. Meier' };
    const value = read(message({ text: 'x', forward_origin }));
    expect(value.kind === 'message' && value.writtenBy).to.equal('News @news, signed by M. Meier');
  });

  it('keeps what its words carry, and not how they look', () => {
    const entities = [
      { type: 'text_link', offset: 0, length: 2, url: 'https://a.example' },
      { type: 'text_link', offset: 0, length: 2 },
      { type: 'pre', offset: 3, length: 1, language: 'ts' },
      { type: 'expandable_blockquote', offset: 3, length: 1 },
      ...['bold', 'spoiler', 'url', 'custom_emoji', 'constructor', '__proto__'].map((type) => ({
        type,
        offset: 0,
        length: 1,
      })),
      { type: 'code', offset: -1, length: 4 },
      { type: 'code', offset: 1, length: '4' },
      null,
    ];
    const marks = [
      { kind: 'link', offset: 0, length: 2, url: 'https://a.example' },
      { kind: 'block', offset: 3, length: 1, language: 'ts' },
      { kind: 'quote', offset: 3, length: 1 },
    ];
    expect(read(message({ text: 'ab c', entities }))).to.deep.include({ text: 'ab c', marks });
    expect(read(message({ photo: [], caption: 'ab c', caption_entities: entities }))).to.deep.include({ marks });
    expect(read(message({ text: 'ab c', caption_entities: entities }))).not.to.have.property('marks');
  });

  it('names who wrote what it replies to, unless that is our bot or its sender', () => {
    const mallory = { id: 66, is_bot: false, first_name: 'Mal', username: 'mal' };
    const by = (replied: object) => {
      const value = read(
        message({
          text: 'and?',
          reply_to_message: { message_id: 3, date: 1, chat: privateChat, text: 'x', ...replied },
        }),
      );
      return value.kind === 'message' ? [value.replyTo?.by, value.replyTo?.ours] : null;
    };
    expect(by({ from: bot })).to.deep.equal([undefined, true]);
    expect(by({ from: person })).to.deep.equal([undefined, false]);
    expect(by({ from: mallory })).to.deep.equal(['Mal @mal', false]);
    expect(by({ from: person, forward_origin: { type: 'user', sender_user: mallory } })).to.deep.equal([
      'Mal @mal',
      false,
    ]);
    expect(by({ from: person, via_bot: { first_name: 'G', username: 'gif' } })).to.deep.equal(['G @gif', false]);
    const anonymous = { sender_chat: { id: -5, title: 'Team' }, author_signature: 'boss' };
    expect(by({ from: mallory, ...anonymous })).to.deep.equal(['Team, signed by boss', false]);
    expect(by({})).to.deep.equal(['somebody', false]);
  });

  it('carries who is mentioned in it, in lower case', () => {
    const marked = {
      text: '@Alice and Bob Stone',
      entities: [
        { type: 'mention', offset: 0, length: 6 },
        { type: 'text_mention', offset: 11, length: 9, user: person },
        { type: 'bold', offset: 0, length: 3 },
        { type: 'mention' },
        null,
      ],
    };
    expect(read(message(marked))).to.deep.include({ usernames: ['@alice'], people: ['bob stone'] });
    const caption = { photo: [], caption: '@dora!', caption_entities: [{ type: 'mention', offset: 0, length: 5 }] };
    expect(read(message(caption))).to.deep.include({ usernames: ['@dora'] });
  });

  it('says that it was edited; what is edited without words is nobody’s message', () => {
    const edited = (members: Readonly<Record<string, unknown>>) => ({
      update_id: 11,
      edited_message: message(members).message,
    });
    expect(read(edited({ text: 'new', edit_date: 2 }))).to.include({ text: 'new', edited: true, messageId: 5 });
    expect(skipped(edited({ location: {} }))?.malformed).to.equal(false);
  });

  it('has no sender where it was written in the name of a chat', () => {
    const anonymous = { chat: forum, sender_chat: forum, from: { id: 1087968824, is_bot: true, first_name: 'Group' } };
    expect(read(message({ ...anonymous, text: 'x' }))).to.include({ sender: null, onBehalfOf: 'group' });
    const asChannel = { chat: forum, sender_chat: { id: -77, type: 'channel' }, from: person };
    expect(read(message({ ...asChannel, text: 'x' }))).to.include({ sender: null, onBehalfOf: 'channel' });
    const post = { message_id: 5, date: 1, chat: { id: -9, type: 'channel' }, text: 'post' };
    expect(read({ update_id: 11, channel_post: post })).to.include({ sender: null, onBehalfOf: 'channel' });
  });

  it('keeps the text, else the caption, else the quote of the message that was replied to', () => {
    const replied = { message_id: 3, date: 1, chat: privateChat, from: bot };
    const replyTo = (members: object, more: object = {}) => {
      const value = read(message({ text: 'and?', reply_to_message: { ...replied, ...members }, ...more }));
      return value.kind === 'message' ? value.replyTo : null;
    };
    expect(replyTo({ text: 'whole text' }, { quote: { text: 'part' } })).to.deep.equal({
      messageId: 3,
      text: 'whole text',
      ours: true,
      quote: { text: 'part' },
    });
    expect(replyTo({ caption: 'caption' })?.text).to.equal('caption');
    expect(replyTo({ photo: [] }, { quote: { text: 'part' } })?.text).to.equal('part');
    expect(replyTo({ from: person, text: 'mine' })?.ours).to.equal(false);
    const elsewhere = read(
      message({ text: 'and?', external_reply: { origin: { type: 'hidden_user', sender_user_name: 'Shy' } } }),
    );
    expect(elsewhere).to.deep.include({ replyTo: null, elsewhere: { by: 'Shy' } });
    const own = { type: 'user', sender_user: person };
    const quoted = read(message({ text: 'and?', external_reply: { origin: own, dice: {} }, quote: { text: 'part' } }));
    expect(quoted).to.deep.include({ elsewhere: { attachment: 'dice', quote: { text: 'part' } } });
  });

  it('takes no message in a topic for a reply to the message that opened the topic', () => {
    const inTopic = { chat: forum, message_thread_id: 40, is_topic_message: true, text: 'hi' };
    const root = { message_id: 40, date: 1, chat: forum, from: person, forum_topic_created: { name: 'T' } };
    expect(read(message({ ...inTopic, reply_to_message: root }))).to.include({ threadId: 40, replyTo: null });
    const real = read(message({ ...inTopic, reply_to_message: { ...root, message_id: 41, text: 'x' } }));
    expect(real.kind === 'message' && real.replyTo?.messageId).to.equal(41);
  });

  it('has a topic in forums only: elsewhere the same field names a chain of replies', () => {
    const group = { id: -5, type: 'supergroup', title: 'Plain' };
    expect(read(message({ chat: group, message_thread_id: 40, text: 'hi' }))).to.include({ threadId: null });
    const earlier = { message_id: 40, date: 1, chat: forum, from: person, text: 'earlier' };
    const inGeneral = read(message({ chat: forum, message_thread_id: 40, text: 'hi', reply_to_message: earlier }));
    expect(inGeneral).to.include({ threadId: null });
    expect(inGeneral.kind === 'message' && inGeneral.replyTo?.text).to.equal('earlier');
  });

  it('is marked when it was forwarded', () => {
    expect(read(message({ text: 'x', forward_origin: { type: 'hidden_user', date: 1 } }))).to.include({
      forwarded: true,
    });
    expect(read(message({ text: 'x', forward_date: 1 }))).to.include({ forwarded: true });
  });

  it('becomes a button, also under a message that Telegram does not show any more', () => {
    const query = { id: 'q1', from: person, data: 'untether:cancel', chat_instance: '1' };
    const old = { message_id: 9, date: 0, chat: privateChat };
    expect(read({ update_id: 12, callback_query: { ...query, message: old } })).to.deep.equal({
      kind: 'button',
      bot: BOT,
      updateId: 12,
      buttonId: 'q1',
      data: 'untether:cancel',
      chatId: 7,
      chatKind: 'private',
      messageId: 9,
      threadId: null,
      sender: { id: 7, name: 'Ada L', isBot: false },
    });
    expect(skipped({ update_id: 12, callback_query: { ...query, inline_message_id: 'i' } })?.malformed).to.equal(false);
  });

  it('says of a button whether the message has it, which its data alone does not', () => {
    const genuine = (change: object) => {
      const shown = { message_id: 9, date: 5, chat: privateChat, ...change };
      const query = { id: 'q1', from: person, data: 'a:1', chat_instance: '1', message: shown };
      return read({ update_id: 12, callback_query: query });
    };
    const under = (...rows: readonly unknown[]) => ({ reply_markup: { inline_keyboard: rows } });
    const [link, one, other] = [
      { text: 'x', url: 'https://example.com' },
      { text: 'x', callback_data: 'a:1' },
      { text: 'x', callback_data: 'a:10' },
    ];
    expect(genuine(under([link, other], [one]))).to.include({ genuine: true });
    for (const change of [under(), under([link, other]), under(null, [null])]) {
      expect(genuine(change), JSON.stringify(change)).to.include({ genuine: false });
    }
    for (const change of [{}, { reply_markup: null }, { date: 0, ...under([one]) }]) {
      expect(genuine(change), JSON.stringify(change)).not.to.have.property('genuine');
    }
  });

  it('says of a button which ones beside it copy a text', () => {
    const rows = [
      [
        { text: 'x', callback_data: 'a:1' },
        { text: '📋 Copy', copy_text: { text: 'npm test' } },
      ],
      [{ text: 'y', copy_text: {} }, { copy_text: { text: 'z' } }, { text: 'w', url: 'https://example.com' }, null],
    ];
    const shown = { message_id: 9, date: 5, chat: privateChat, reply_markup: { inline_keyboard: rows } };
    const query = { id: 'q1', from: person, data: 'a:1', chat_instance: '1', message: shown };
    const copies = [{ label: '📋 Copy', copy: 'npm test' }];
    expect(read({ update_id: 12, callback_query: query })).to.deep.include({ genuine: true, copies });
  });

  it('is skipped when the service wrote it, or it is a copy of a post of the linked channel', () => {
    const unwanted = [
      { update_id: 1, edited_channel_post: { message_id: 1 } },
      message({ chat: forum, sender_chat: { id: -77 }, is_automatic_forward: true, text: 'post' }),
      ...['new_chat_members', 'left_chat_member', 'pinned_message', 'forum_topic_created', 'video_chat_started'].map(
        (what) => message({ [what]: {} }),
      ),
      ...[
        'new_chat_photo',
        'successful_payment',
        'users_shared',
        'boost_added',
        'gift_upgrade_sent',
        'web_app_data',
      ].map((what) => message({ [what]: {} })),
    ];
    for (const update of unwanted) expect(skipped(update)?.malformed, JSON.stringify(update)).to.equal(false);
  });

  it('is skipped as malformed when it lacks what the Bot API promises', () => {
    const broken = [
      null,
      7,
      'update',
      [],
      {},
      { update_id: 'x', message: {} },
      { update_id: 1, message: null },
      { update_id: 1, message: { message_id: 1 } },
      message({ chat: { id: 'seven', type: 'private' }, text: 'x' }),
      message({ chat: { id: 7, type: 'salon' }, text: 'x' }),
      message({ date: 'yesterday', text: 'x' }),
      { update_id: 1, callback_query: { id: 1 } },
    ];
    for (const update of broken) expect(skipped(update)?.malformed, JSON.stringify(update)).to.equal(true);
  });

  it('never makes it throw, whatever it is, and is plain JSON afterwards', () => {
    const anything = fc.anything({ maxDepth: 4, withNullPrototype: true });
    const odd = fc.record({
      update_id: fc.integer(),
      message: fc.oneof(
        anything,
        fc.record({
          chat: anything,
          date: anything,
          message_id: anything,
          text: anything,
          from: anything,
          reply_to_message: anything,
          quote: anything,
        }),
      ),
    });
    fc.assert(
      fc.property(fc.oneof(anything, odd), (update) => {
        const result = inbound(update, BOT);
        if (result.ok) expect(JSON.parse(JSON.stringify(result.value))).to.deep.equal(result.value);
        else expect(result.problem.reason).to.be.a('string');
      }),
      { numRuns: 500 },
    );
  });
});
