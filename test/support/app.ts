import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContainerModule, type ContainerModuleLoadOptions } from 'inversify';
import { CronstrueScheduleWords } from '../../src/adapters/cron/cronstrue-schedule-words.js';
import { IntlCronCalendar } from '../../src/adapters/cron/intl-cron-calendar.js';
import { PrometheusMetrics } from '../../src/adapters/metrics/prometheus-metrics.js';
import { ChronoSpokenTimes } from '../../src/adapters/spoken-times/chrono-spoken-times.js';
import { NodeByteCodec } from '../../src/adapters/system/node-byte-codec.js';

import { telegramKind } from '../../src/adapters/telegram/telegram-kind.js';
import { chatFileRules } from '../../src/application/chat/files/chat-file-rules.js';
import { JournalTee } from '../../src/application/concurrency/journal-tee.js';
import type { AdapterKind } from '../../src/application/hosting/adapter-kind.js';
import type { ChatBot, ChatBotSlice } from '../../src/application/ports/chat/chat-bot.js';
import type { SentMessages } from '../../src/application/ports/chat/sent-messages.js';
import type { ConfigSource, Reading } from '../../src/application/ports/config/config-source.js';
import type { ConfigWatch } from '../../src/application/ports/config/config-watch.js';
import type { Worktrees } from '../../src/application/ports/engine/worktrees.js';
import { beginConfig } from '../../src/application/reload/begin-config.js';
import type { ReloadPart } from '../../src/application/reload/config-reloader.js';
import { triggerFileRules } from '../../src/application/triggers/files/trigger-file-rules.js';
import type { AppConfig } from '../../src/application/values/app-config.js';
import type { OpenProblem } from '../../src/application/values/reload/rejected-reading.js';
import { httpModule } from '../../src/composition/modules/adapters/http.module.js';
import { voiceModule } from '../../src/composition/modules/adapters/voice.module.js';
import { Application } from '../../src/composition/start/application.js';
import { GUARDED_NAMES } from '../../src/composition/wiring/config-schema.js';
import { provide, provideFrom, supply } from '../../src/composition/wiring/token.js';
import { T, the } from '../../src/composition/wiring/tokens.js';
import type { Inbound, InboundButton, InboundMessage } from '../../src/domain/chat/inbound.js';
import type { EngineCatalog } from '../../src/domain/engine/engine.js';
import type { Place } from '../../src/domain/ids.js';
import { fail, ok } from '../../src/domain/result.js';
import { Secret } from '../../src/domain/secret.js';
import { appConfig, type ConfigChange } from './builders/app-config.js';
import { inboundMessage } from './builders/inbound-message.js';
import { settingsOf } from './builders/settings-of.js';
import { FakeAllowances } from './fakes/fake-allowances.js';
import { FakeBacklog } from './fakes/fake-backlog.js';
import { FakeChatBot } from './fakes/fake-chat-bot.js';
import type { FakeMessage } from './fakes/fake-chat-channel.js';
import { FakeChatStore } from './fakes/fake-chat-store.js';
import { FakeCheckpoints } from './fakes/fake-checkpoints.js';
import { FakeConfigEditor } from './fakes/fake-config-editor.js';
import { FakeConfigSource } from './fakes/fake-config-source.js';
import { FakeConfigText } from './fakes/fake-config-text.js';
import { FakeConfigWatch } from './fakes/fake-config-watch.js';
import { FakeEarlierState } from './fakes/fake-earlier-state.js';
import { FakeEngine } from './fakes/fake-engine.js';
import { FakeEngineTools } from './fakes/fake-engine-tools.js';
import { FakeFileVault } from './fakes/fake-file-vault.js';
import { FakeFinishedWork } from './fakes/fake-finished-work.js';
import { FakeFiredLedger } from './fakes/fake-fired-ledger.js';
import { FakeGitExclude } from './fakes/fake-git-exclude.js';
import { FakeGoodFiles } from './fakes/fake-good-files.js';
import { FakeInbox } from './fakes/fake-inbox.js';
import { FakeJournal } from './fakes/fake-journal.js';
import { FakeKeptFinals } from './fakes/fake-kept-finals.js';
import { FakeKeptTexts } from './fakes/fake-kept-texts.js';
import { FakeLifeSign } from './fakes/fake-life-sign.js';
import { FakeMachine } from './fakes/fake-machine.js';
import { FakeMessageStore } from './fakes/fake-message-store.js';
import { FakeOfferStore } from './fakes/fake-offer-store.js';
import { FakeOutbound } from './fakes/fake-outbound.js';
import { FakeOutbox } from './fakes/fake-outbox.js';
import { FakePreferences } from './fakes/fake-preferences.js';
import { FakeProgramRunner } from './fakes/fake-program-runner.js';
import { FakeRunChanges } from './fakes/fake-run-changes.js';
import { FakeRunHistory } from './fakes/fake-run-history.js';
import { FakeRunOutbox } from './fakes/fake-run-outbox.js';
import { FakeRunStore } from './fakes/fake-run-store.js';
import { FakeSendPauses } from './fakes/fake-send-pauses.js';
import { FakeServiceManager } from './fakes/fake-service-manager.js';
import { FakeSessionStore } from './fakes/fake-session-store.js';
import { FakeSwitchStore } from './fakes/fake-switch-store.js';
import { FakeTime, settled } from './fakes/fake-time.js';
import { FakeTokenSource } from './fakes/fake-token-source.js';
import { FakeWorkInHand } from './fakes/fake-work-in-hand.js';
import { FakeWorktrees } from './fakes/fake-worktrees.js';
import { plainChatTexts } from './fakes/plain-chat-texts.js';
import { quickLoopTurns } from './fakes/quick-loop-turns.js';

/** Where recordings are while a program listens. */
const OWN_DIRECTORY = join(tmpdir(), `untether-test-${process.pid}`);

/** Time that passes as soon as somebody waits for it. */
const AT_ONCE = {
  after: (_delayMs: number, ring: () => void) => {
    queueMicrotask(ring);
    return () => undefined;
  },
};

/** What survives a process: the disk, the chats, the clock. Several `TestApp`s may follow each other over one of these. */
export class TestWorld {
  readonly time = new FakeTime();
  readonly inbox = new FakeInbox(this.time);
  readonly sessions = new FakeSessionStore();
  readonly preferences = new FakePreferences();
  readonly runStore = new FakeRunStore(this.inbox);
  readonly offers = new FakeOfferStore();
  readonly outgoing = new FakeOutbox(this.inbox, this.runStore, this.offers, this.time);
  readonly fired = new FakeFiredLedger();
  readonly switches = new FakeSwitchStore();
  readonly backlog = new FakeBacklog(this.inbox, this.outgoing);
  readonly machine = new FakeMachine();
  readonly lifeSign = new FakeLifeSign(this.time);
  readonly runHistory = new FakeRunHistory();
  readonly messages = new FakeMessageStore(this.time, this.runStore);
  readonly finishedWork = new FakeFinishedWork(this.inbox, this.runHistory, this.runStore, this.messages);
  readonly chatStore = new FakeChatStore(this.time);
  readonly keptFinals = new FakeKeptFinals(this.outgoing, this.time);
  readonly checkpoints = new FakeCheckpoints();
  readonly inHand = new FakeWorkInHand(this.inbox, this.outgoing);
  readonly keptTexts = new FakeKeptTexts();
  readonly pythonState = new FakeEarlierState();
  readonly engine: FakeEngine;
  readonly other: FakeEngine;
  readonly engineTools = new FakeEngineTools();
  bot = new FakeChatBot();
  readonly tokens = new FakeTokenSource();
  readonly worktrees = new FakeWorktrees();
  readonly outbound = new FakeOutbound(this.time);
  readonly programs = new FakeProgramRunner();
  readonly files = new FakeFileVault(this.time);
  readonly gitExclude = new FakeGitExclude();
  readonly runOutbox = new FakeRunOutbox(this.files);
  readonly runChanges = new FakeRunChanges();
  /** The environment of the program. */
  readonly variables = new Map<string, string>();
  /** Set to take configurations from elsewhere. */
  otherSource: ConfigSource | null = null;
  readonly configWatch = new FakeConfigWatch();
  /** Set to notice edits by another way. */
  otherWatch: ConfigWatch | null = null;
  /** Set to check branches out elsewhere. */
  otherWorktrees: Worktrees | null = null;
  /** Set to run other engines than the two fakes. */
  otherEngines: ((config: AppConfig) => EngineCatalog) | null = null;
  /** Set to let real bots talk to a Bot API. */
  botApi: typeof fetch | null = null;
  /** Further parts that follow the configuration. */
  readonly extraParts: ReloadPart[] = [];
  readonly configText = new FakeConfigText();
  readonly goodFiles = new FakeGoodFiles();
  readonly goodCopy = new FakeGoodFiles(1);
  readonly configSource = new FakeConfigSource(null, this.configText);
  /** Bots by their tokens; any other token is `bot`'s. */
  readonly otherBots = new Map<string, FakeChatBot>();
  /** Whether the database of before could not be used. */
  storeSetAside = false;
  /** Whether a bot hears as soon as it is there. */
  hears = true;
  /** Set to let bots fail to open, but for those in `otherBots`. */
  botProblem: OpenProblem | null = null;
  #lastUpdate = 0;

  /** The names are those of its two engines. */
  constructor(engine = 'fake', other = 'other') {
    this.engine = new FakeEngine(engine);
    this.other = new FakeEngine(other);
  }

  /** A bot as a new process would log it in: the chats are as they are, nothing is on its way. */
  anotherBot(): FakeChatBot {
    return new FakeChatBot(this.bot.id, this.bot.username);
  }

  /** What a person's private chat with the bot would bring next. */
  message(text: string, change: Partial<InboundMessage> = {}): InboundMessage {
    const updateId = ++this.#lastUpdate;
    // As in a real chat, what is written now comes after all that is there.
    const messageId = this.bot.channel.nextId();
    return inboundMessage({ updateId, messageId, text, sentAt: this.time.now(), ...change });
  }

  /** A press under one of the bot's messages, whether it has such a button now or not. */
  press(message: FakeMessage, data: string, userId = 7): InboundButton {
    const copies = message.buttons.flat().flatMap(({ label, copy }) => (copy === undefined ? [] : { label, copy }));
    return {
      ...this.pressUnseen(message, data, userId),
      ...(copies.length === 0 ? {} : { copies }),
      genuine: message.buttons.flat().some((one) => one.data === data),
    };
  }

  /** A press under one of the bot's messages that Telegram doesn't show any more. */
  pressUnseen({ ref }: FakeMessage, data: string, userId = 7): InboundButton {
    const updateId = ++this.#lastUpdate;
    const sender = { id: userId, name: 'Ada', isBot: false };
    const chat = { chatId: ref.chatId, chatKind: 'private' as const, threadId: null };
    return {
      kind: 'button',
      bot: 4_000,
      updateId,
      buttonId: `${updateId}`,
      data,
      ...chat,
      messageId: ref.messageId,
      sender,
    };
  }
}

/** The real application over fakes; the only place where tests compose it. */
export class TestApp {
  readonly world: TestWorld;
  readonly journal = new FakeJournal();
  readonly service: FakeServiceManager;
  readonly application: Application;

  constructor(world = new TestWorld(), service = new FakeServiceManager()) {
    this.world = world;
    this.service = service;
    const voice = voiceModule({ environment: Object.fromEntries(world.variables), stateDirectory: OWN_DIRECTORY });
    this.application = new Application(fakesModule(world, this.journal, service), voice, httpModule);
  }

  /** Composes and starts it; `change` is what the configuration says otherwise. */
  static async start(
    change: ConfigChange = {},
    world = new TestWorld(),
    service = new FakeServiceManager(),
  ): Promise<TestApp> {
    const app = new TestApp(world, service);
    world.configSource.begin(appConfig(change));
    return TestApp.begin(app);
  }

  /** Starts it with what the configuration file says, or a good file of before. */
  static async begin(app: TestApp): Promise<TestApp> {
    const { world } = app;
    const beginning = await beginConfig(
      world.otherSource ?? world.configSource,
      { keptIn: () => world.goodFiles, copy: world.goodCopy },
      { stateOf: async () => '/state', alarm: AT_ONCE },
    );
    const starting = app.application.program.start(beginning);
    let over = false;
    void starting.then(() => (over = true)).catch(() => (over = true));
    await settled();
    // A start waits a little for a first poll that doesn't come.
    if (!over) await world.time.advance(3_000);
    const started = await starting;
    if (!started.ok) throw new Error(JSON.stringify(started.problem));
    await settled();
    return app;
  }

  /** Lets updates arrive and everything that follows without waiting happen. */
  async receive(...updates: readonly Inbound[]): Promise<void> {
    await this.application.get(T.startupBuffer).accept(updates);
    await settled();
  }

  /** A person writes, and the time for joining messages passes. */
  async say(text: string, change: Partial<InboundMessage> = {}): Promise<InboundMessage> {
    const message = this.world.message(text, change);
    await this.receive(message);
    await this.world.time.advance(400);
    return message;
  }

  /** The configuration file is saved with these differences from the defaults. */
  async edit(change: ConfigChange): Promise<void> {
    this.world.configSource.put(appConfig(change));
    await this.edited();
  }

  /** The file was saved, whatever it says now. */
  async edited(): Promise<void> {
    this.world.configWatch.edit();
    await this.world.time.advance(1_000);
  }

  /** The bot's messages of a kind that are there. */
  shown(kind: FakeMessage['kind']): readonly FakeMessage[] {
    return this.world.bot.channel.of(kind);
  }

  /** Texts of the bot's messages of a kind that are there. */
  texts(kind: FakeMessage['kind']): readonly string[] {
    return this.shown(kind).map((message) => message.text);
  }

  /** Presses the button of a message whose label has the text; resolves with the toast, once the run it began could. */
  async press(message: FakeMessage, label: string): Promise<string | null | undefined> {
    const button = message.buttons.flat().find((one) => one.label.includes(label));
    if (button === undefined) throw new Error(`no button ${label}`);
    const press = this.world.press(message, button.data);
    await this.receive(press);
    await this.world.time.advance(2_000);
    return this.world.bot.channel.answered.get(press.buttonId);
  }

  /** Ends it as SIGKILL does: nothing that it had set ever rings. */
  crash(): void {
    this.world.time.forget();
    this.world.inHand.die();
    this.world.lifeSign.die();
  }

  /** Ends it as SIGTERM does, or as `/restart` in the place does. */
  async stop(runsMs = 120_000, askedFrom: Place | null = null): Promise<void> {
    await this.application.program.stop({ runsMs, askerMs: 10_000, stoppingMs: 30_000, tellingMs: 5_000 }, askedFrom);
  }
}

/** A reading without warnings. */
export function reading(config: AppConfig): Reading {
  const told = { warnings: [], settings: settingsOf(config), allows: new FakeAllowances(config) };
  return {
    ok: true,
    config,
    ...told,
    text: new Secret(''),
    overrides: new Secret('[]'),
    whole: true,
    digest: 'digest',
  };
}

function fakesModule(world: TestWorld, journal: FakeJournal, service: FakeServiceManager): ContainerModule {
  const catalog: EngineCatalog = {
    ids: [world.engine.id, world.other.id, 'codex'],
    engines: [world.engine, world.other],
    find: (id) => {
      const found = [world.engine, world.other].find((engine) => engine.id === id);
      return found === undefined ? fail({ kind: id === 'codex' ? 'not-built' : 'other', message: id }) : ok(found);
    },
  };
  return new ContainerModule((options) => {
    supply(options, T.clock, world.time);
    supply(options, T.alarm, world.time);
    supply(options, T.loopTurns, quickLoopTurns);
    supply(options, T.calendar, new IntlCronCalendar());
    supply(options, T.scheduleWords, new CronstrueScheduleWords());
    supply(options, T.spokenTimes, new ChronoSpokenTimes());
    supply(options, T.tokens, world.tokens);
    const metrics = new PrometheusMetrics();
    supply(options, T.journal, new JournalTee(journal, metrics));
    supply(options, T.metrics, metrics);
    supply(options, T.machine, world.machine);
    supply(options, T.lifeSign, world.lifeSign);
    supply(options, T.backlog, world.backlog);
    const kept = { path: '/state/untether.db.corrupt', reason: 'corrupt' } as const;
    supply(options, T.storePlace, { setAside: world.storeSetAside ? kept : null, follow: () => undefined });
    supply(options, T.ownProcess, { pid: 1, version: '0.0.0' });
    supply(options, T.controlDoor, { open: async () => undefined, close: async () => undefined });
    supply(options, T.service, service);
    supply(options, T.inbox, world.inbox);
    supply(options, T.sessions, world.sessions);
    supply(options, T.preferences, world.preferences);
    supply(options, T.runStore, world.runStore);
    supply(options, T.offers, world.offers);
    supply(options, T.outgoing, world.outgoing);
    supply(options, T.fired, world.fired);
    supply(options, T.switches, world.switches);
    supply(options, T.finishedWork, world.finishedWork);
    supply(options, T.runHistory, world.runHistory);
    supply(options, T.sendPauses, new FakeSendPauses(world.time));
    supply(options, T.chatStore, world.chatStore);
    supply(options, T.keptFinalsStore, world.keptFinals);
    supply(options, T.checkpoints, world.checkpoints);
    supply(options, T.messages, world.messages);
    supply(options, T.workInHand, world.inHand);
    supply(options, T.keptTexts, world.keptTexts);
    supply(options, T.pythonState, world.pythonState);
    supply(options, T.worktrees, world.otherWorktrees ?? world.worktrees);
    supply(options, T.outbound, world.outbound);
    supply(options, T.programs, world.programs);
    supply(options, T.fileVault, world.files);
    supply(options, T.gitExclude, world.gitExclude);
    const own = { configFile: '/config/untether.toml', guarded: GUARDED_NAMES };
    supply(options, T.chatFileRules, (config, root) => chatFileRules(config, root, own));
    supply(options, T.stagedContent, world.files);
    supply(options, T.runOutbox, world.runOutbox);
    supply(options, T.runChanges, world.runChanges);
    supply(options, T.triggerFileRules, (config) => triggerFileRules(config, '/config/untether.toml', GUARDED_NAMES));
    supply(options, T.environment, { valueOf: (name) => world.variables.get(name) ?? null });
    supply(options, T.codec, new NodeByteCodec());
    bindBotKind(options, world);
    supply(options, T.enginesOf, world.otherEngines ?? (() => catalog));
    supply(options, T.engineToolsOf, () => world.engineTools);
    supply(options, T.homeDirectory, '/home/ada');
    supply(options, T.configSource, world.otherSource ?? world.configSource);
    supply(options, T.configWatch, world.otherWatch ?? world.configWatch);
    supply(options, T.configText, world.configText);
    supply(options, T.goodFiles, world.goodFiles);
    supply(options, T.goodCopy, world.goodCopy);
    supply(options, T.configEditor, new FakeConfigEditor());
    supply(options, T.extraParts, world.extraParts);
  });
}

function bindBotKind(options: ContainerModuleLoadOptions, world: TestWorld): void {
  const { botApi } = world;
  if (botApi === null) provide(options, T.botKind, [T.ownMessages], (sent) => botKind(world, sent));
  else
    provideFrom(options, T.botKind, (tools) => telegramKind({ ...tools, texts: plainChatTexts, fetch: botApi }), {
      ...the('hearing', 'clock', 'alarm', 'tokens', 'journal'),
      intake: T.startupBuffer,
      pauses: T.sendPauses,
      chats: T.followChats,
      sent: T.ownMessages,
      staged: T.stagedContent,
    });
}

function botKind(world: TestWorld, sent: SentMessages): AdapterKind<ChatBotSlice, ChatBot> {
  return {
    name: 'telegram',
    identity: (slice) => `${slice.apiUrl}${slice.token.reveal()}`,
    equal: (a, b) =>
      a.apiUrl === b.apiUrl &&
      a.token.equals(b.token) &&
      a.groupChatRps === b.groupChatRps &&
      a.reactions === b.reactions,
    open: async (slice) => {
      const known = world.otherBots.get(slice.token.reveal());
      if (world.botProblem !== null && known === undefined) return fail(world.botProblem);
      const bot = known ?? world.bot;
      bot.channel.onPosted = (message, subject) => sent.sent({ bot: bot.id, ...message, subject });
      return ok({
        api: bot,
        died: new Promise<never>(() => undefined),
        activate: () => {
          if (world.hears) world.bot.hear(world.time);
        },
        retune: () => undefined,
        quiesce: async () => undefined,
        close: async () => undefined,
      });
    },
  };
}
