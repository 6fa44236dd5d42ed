import { type TelegramKindDeps, telegramKind } from '../../../src/adapters/telegram/telegram-kind.js';
import type { Running } from '../../../src/application/hosting/adapter-kind.js';
import type { ChatBot, ChatBotSlice } from '../../../src/application/ports/chat/chat-bot.js';
import type { FactRecord, Journal } from '../../../src/application/ports/system/journal.js';
import type { Inbound, UpdateIntake } from '../../../src/domain/chat/inbound.js';
import { Secret } from '../../../src/domain/secret.js';
import { FakeChatNews } from '../../support/fakes/fake-chat-news.js';
import { FakeFileVault } from '../../support/fakes/fake-file-vault.js';
import { FakeHearing } from '../../support/fakes/fake-hearing.js';
import { FakeSendPauses } from '../../support/fakes/fake-send-pauses.js';
import { FakeSentMessages } from '../../support/fakes/fake-sent-messages.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { plainChatTexts } from '../../support/fakes/plain-chat-texts.js';
import { TelegramServer } from '../../support/telegram-server/telegram-server.js';

/** The token of the rig's bot. */
export const TOKEN = '4000:AAbot-token-of_the_rig';

/** Keeps what it is told. */
export class RecordingJournal implements Journal {
  readonly facts: FactRecord[] = [];

  record(fact: FactRecord): void {
    this.facts.push(fact);
  }

  names(): readonly string[] {
    return this.facts.map((fact) => fact.name);
  }
}

/** An intake that keeps what it accepted; a test may have it refuse or wait. */
export class RecordingIntake implements UpdateIntake {
  readonly batches: (readonly Inbound[])[] = [];
  /** Called before a batch is accepted; rejects to refuse it. */
  before: (updates: readonly Inbound[]) => Promise<void> = async () => {};

  async accept(updates: readonly Inbound[]): Promise<void> {
    await this.before(updates);
    this.batches.push(updates);
  }

  get accepted(): readonly Inbound[] {
    return this.batches.flat();
  }

  get texts(): readonly string[] {
    return this.accepted.map((one) => (one.kind === 'message' ? one.text : one.data));
  }
}

/** Chance that never varies: waits are a half and a quarter of the longest. */
const tokens = { next: () => '800000000000' };

/** A Bot API without sockets, a clock that stands still, and what bots are made with. */
export function rig(overrides: Partial<TelegramKindDeps> = {}) {
  const time = new FakeTime();
  const server = new TelegramServer({ now: () => time.now() });
  server.addBot(TOKEN, { username: 'rig_bot' });
  const journal = new RecordingJournal();
  const intake = new RecordingIntake();
  const hearing = new FakeHearing();
  const [pauses, chats, sent] = [new FakeSendPauses(time), new FakeChatNews(), new FakeSentMessages()];
  const vault = new FakeFileVault(time);
  const own = {
    staged: vault,
    pauses,
    chats,
    sent,
    intake,
    hearing,
    clock: time,
    alarm: time,
    journal,
    tokens,
    texts: plainChatTexts,
    fetch: server.fetch,
  };
  const deps: TelegramKindDeps = { ...own, ...overrides };
  const kind = telegramKind(deps);
  return {
    time,
    server,
    journal,
    intake,
    hearing,
    pauses,
    chats,
    sent,
    vault,
    kind,
    deps,
    open: (change?: Partial<ChatBotSlice>) => openBot(kind, change),
  };
}

/** The settings of the rig's bot. */
export function slice(change: Partial<ChatBotSlice> = {}): ChatBotSlice {
  return {
    token: new Secret(TOKEN),
    apiUrl: 'http://telegram.test',
    groupChatRps: 20 / 60,
    reactions: true,
    ...change,
  };
}

async function openBot(
  kind: ReturnType<typeof telegramKind>,
  change?: Partial<ChatBotSlice>,
): Promise<Running<ChatBotSlice, ChatBot>> {
  const opened = await kind.open(slice(change));
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.value;
}
