import { expect } from 'chai';
import type { ChatChannel, FinalView, ProgressView, RunHeader } from '../../src/application/ports/chat/chat-channel.js';
import type { ChatId, MessageId, MessageRef, Place, UserId } from '../../src/domain/ids.js';

/** A message as the people in a chat see it. */
export interface SeenMessage {
  readonly messageId: MessageId;
  readonly text: string;
  /** The data of its buttons, by rows. */
  readonly buttons: readonly (readonly string[])[];
  readonly replyTo: MessageId | null;
  readonly silent: boolean;
}

/** A channel in front of chats that a test can look into. Its wording is `plainChatTexts`. */
export interface ChatStage {
  readonly channel: ChatChannel;
  /** A private chat. */
  readonly place: Place;
  /** A group in which `administrator` is one and `member` is not. */
  readonly group: { readonly place: Place; readonly administrator: UserId; readonly member: UserId };
  /** A message of a person in the private chat. */
  readonly question: MessageId;
  /** The messages of the bot that are there, oldest first. */
  seen(chatId: ChatId): readonly SeenMessage[];
  /** Presses a button; its id. */
  press(message: MessageRef, data: string): string;
  /** The toast a press was answered with; `null`: answered without one, `undefined`: not answered. */
  toast(buttonId: string): string | null | undefined;
  menu(): readonly string[];
  /** From now on nobody can be reached in the private chat. */
  block(): void;
  /** Resolves when all that was asked for has happened. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

const face: RunHeader = {
  run: '0123456789ab',
  engine: 'claude',
  context: null,
  origin: { kind: 'message' },
  meta: {},
  resumeLine: null,
};

/** A running run's view after some steps. */
export function progressAt(steps: number, phase: ProgressView['phase'] = 'working'): ProgressView {
  return { face, phase, elapsedMs: steps * 1000, steps, actions: [], atMs: 0, verbose: false };
}

/** A finished run's view. */
export function finalWith(answer: string, status: FinalView['status'] = 'done'): FinalView {
  return { face, status, elapsedMs: 1000, steps: 1, actions: [], answer, problem: null, usage: null };
}

/** What every `ChatChannel` does. */
export function chatChannelContract(name: string, setUp: () => Promise<ChatStage>): void {
  describe(`a chat channel (${name})`, () => {
    let stage: ChatStage;
    beforeEach(async () => {
      stage = await setUp();
    });
    afterEach(() => stage.close());

    const texts = (chatId = stage.place.chatId) => stage.seen(chatId).map((message) => message.text);
    const opened = async (steps = 0): Promise<MessageRef> => {
      const message = await stage.channel.open(stage.place, stage.question, progressAt(steps));
      if (message === null) throw new Error('the progress message was not posted');
      return message;
    };

    it('opens a progress message silently, as a reply, with a button that cancels', async () => {
      const message = await opened();
      expect(stage.seen(message.chatId)).to.deep.equal([
        {
          messageId: message.messageId,
          text: 'working, step 0',
          buttons: [['untether:cancel']],
          replyTo: stage.question,
          silent: true,
        },
      ]);
    });

    it('shows the newest state in the end, and takes the button away while stopping', async () => {
      const message = await opened();
      for (let steps = 1; steps <= 20; steps++) stage.channel.update(message, progressAt(steps));
      await stage.quiet();
      expect(texts()).to.deep.equal(['working, step 20']);
      stage.channel.update(message, progressAt(20, 'stopping'));
      await stage.quiet();
      expect(stage.seen(message.chatId)[0]).to.include({ text: 'stopping, step 20' }).and.deep.include({ buttons: [] });
    });

    it('concludes a progress message where it is, without buttons', async () => {
      const message = await opened();
      stage.channel.update(message, progressAt(3));
      await stage.channel.conclude(message, finalWith('so far', 'cancelled'));
      const [seen] = stage.seen(message.chatId);
      expect(seen).to.include({ messageId: message.messageId, text: 'cancelled: so far' });
      expect(seen?.buttons).to.deep.equal([]);
    });

    it('settles with new messages in order, rings once, and removes the progress message', async () => {
      const progress = await opened();
      const { place, question } = stage;
      const view = finalWith('one\ftwo\fthree');
      const delivery = await stage.channel.settle({ place, replyTo: question, progress, view, trim: false });
      await stage.quiet();
      const seen = stage.seen(place.chatId);
      expect(seen.map((message) => message.text)).to.deep.equal(['done: one', 'two', 'three']);
      expect(seen.map((message) => message.silent)).to.deep.equal([false, true, true]);
      expect(seen.map((message) => message.replyTo)).to.deep.equal([question, question, question]);
      const first = { chatId: place.chatId, messageId: seen[0]?.messageId };
      expect(delivery).to.deep.equal({ kind: 'delivered', message: first });
    });

    it('cuts a final instead of splitting it when asked to', async () => {
      const order = { place: stage.place, replyTo: null, progress: null, view: finalWith('one\ftwo'), trim: true };
      await stage.channel.settle(order);
      expect(texts()).to.deep.equal(['done: one']);
    });

    it('settles without the reference when the message that it answers is gone', async () => {
      const progress = await opened();
      const { place } = stage;
      await stage.channel.settle({ place, replyTo: null, progress, view: finalWith('first'), trim: false });
      await stage.quiet();
      const again = { place, replyTo: progress.messageId, progress: null, view: finalWith('second'), trim: false };
      expect((await stage.channel.settle(again)).kind).to.equal('delivered');
      expect(stage.seen(place.chatId).at(-1)).to.include({ text: 'done: second', replyTo: null });
    });

    it('says that nobody can be reached any more instead of trying for ever', async () => {
      const progress = await opened();
      stage.block();
      const order = { place: stage.place, replyTo: null, progress, view: finalWith('lost'), trim: false };
      expect((await stage.channel.settle(order)).kind).to.equal('gone');
      expect(await stage.channel.say(stage.place, { markdown: 'hello?' })).to.equal(null);
      expect(await stage.channel.open(stage.place, null, progressAt(1))).to.equal(null);
    });

    it('says things, with buttons under the last part, and replaces both later', async () => {
      const buttons = [[{ label: 'Apply', data: 'reload:apply' }], [{ label: 'Undo', data: 'reload:undo' }]];
      const said = await stage.channel.say(stage.place, { markdown: 'long\fstory' }, { buttons });
      const seen = stage.seen(stage.place.chatId);
      expect(seen.map((message) => message.buttons)).to.deep.equal([[], [['reload:apply'], ['reload:undo']]]);
      expect(said?.messageId).to.equal(seen[1]?.messageId);
      if (said !== null) await stage.channel.edit(said, { markdown: 'applied' });
      expect(stage.seen(stage.place.chatId)[1]).to.deep.include({ text: 'applied', buttons: [] });
    });

    it('words problems', async () => {
      await stage.channel.say(stage.place, { problem: { kind: 'draining' } }, { silent: true });
      expect(stage.seen(stage.place.chatId)[0]).to.include({ text: 'problem: draining', silent: true });
    });

    it('delivers every notice, in order', async () => {
      const notices = Array.from({ length: 30 }, (_, n) => `notice ${n}`);
      for (const markdown of notices) void stage.channel.notice({ place: stage.place, markdown });
      await stage.quiet();
      expect(texts().join('\n').split('\n')).to.deep.equal(notices);
    });

    it('says from when to when it words and sends something', async () => {
      const { channel, place } = stage;
      let [begun, open] = [0, 0];
      const handling = () => {
        begun++;
        open++;
        return () => void open--;
      };
      for (const more of [{}, { alone: true }, { buttons: [[{ label: 'A', data: 'a' }]] }]) {
        begun = 0;
        await channel.notice({ place, markdown: 'told', ...more }, handling);
        expect([begun > 0, open]).to.deep.equal([true, 0]);
      }
      begun = 0;
      const progress = await opened();
      const settled = { place, replyTo: null, progress: null, view: finalWith('over'), trim: false };
      await channel.settle(settled, { from: 0, sent: async () => undefined, handling });
      expect([begun > 0, open]).to.deep.equal([true, 0]);
      begun = 0;
      await channel.conclude(progress, finalWith('so far', 'cancelled'), handling);
      expect([begun > 0, open]).to.deep.equal([true, 0]);
    });

    it('answers with a notice that has buttons under its last message, and names that one', async () => {
      const { place, question } = stage;
      const buttons = [[{ label: 'Yes', data: 'ask:yes' }]];
      const told = await stage.channel.notice({
        place,
        markdown: 'much\fmore',
        loud: true,
        replyTo: question,
        buttons,
      });
      await stage.quiet();
      const [first, last] = stage.seen(place.chatId);
      expect(first).to.deep.include({ text: 'much', buttons: [], replyTo: question, silent: false });
      expect(last).to.deep.include({ text: 'more', buttons: [['ask:yes']] });
      expect(told.kind === 'delivered' && told.message?.messageId).to.equal(last?.messageId);
    });

    it('keeps two chats apart', async () => {
      await stage.channel.say(stage.group.place, { markdown: 'to all' });
      await stage.channel.say(stage.place, { markdown: 'to one' });
      expect(texts(stage.group.place.chatId)).to.deep.equal(['to all']);
      expect(texts()).to.deep.equal(['to one']);
    });

    it('carries on quietly when a progress message is not there any more', async () => {
      const progress = await opened();
      await stage.channel.settle({ place: stage.place, replyTo: null, progress, view: finalWith('ok'), trim: false });
      await stage.quiet();
      stage.channel.update(progress, progressAt(9));
      await stage.channel.conclude(progress, finalWith('late', 'cancelled'));
      await stage.quiet();
      expect(texts()).to.deep.equal(['done: ok']);
    });

    it('answers buttons, with a text or without', async () => {
      const message = await opened();
      const [first, second] = [stage.press(message, 'untether:cancel'), stage.press(message, 'untether:cancel')];
      await stage.channel.answerButton(first, 'stopping');
      expect([stage.toast(first), stage.toast(second)]).to.deep.equal(['stopping', undefined]);
      await stage.channel.answerButton(second, null);
      expect(stage.toast(second)).to.equal(null);
    });

    it('knows who administrates a group', async () => {
      const { place, administrator, member } = stage.group;
      expect(await stage.channel.isAdministrator(place.chatId, administrator)).to.equal(true);
      expect(await stage.channel.isAdministrator(place.chatId, member)).to.equal(false);
      expect(await stage.channel.isAdministrator(-777, administrator)).to.equal(null);
    });

    it('sets the menu', async () => {
      await stage.channel.setMenu([{ name: 'new', description: 'Start over' }]);
      expect(stage.menu()).to.deep.equal(['new']);
    });
  });
}
