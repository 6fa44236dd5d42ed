import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { TomlConfigSource } from '../../src/adapters/config/toml-config-source.js';
import type { ChatBot } from '../../src/application/ports/chat/chat-bot.js';
import type { Effect } from '../../src/application/values/reload/part-effect.js';
import { CONFIG_SCHEMA } from '../../src/composition/wiring/config-schema.js';
import { T } from '../../src/composition/wiring/tokens.js';
import type { EngineOrder } from '../../src/domain/engine/engine.js';
import { Secret } from '../../src/domain/secret.js';
import { FreePorts } from '../faults/free-port.js';
import { TestApp, TestWorld } from '../support/app.js';
import type { FakeMessage } from '../support/fakes/fake-chat-channel.js';
import { settled } from '../support/fakes/fake-time.js';
import { send, type TestAnswer, type TestRequest } from '../support/http-request.js';
import { overlay, type Tree, type TreeValue, toToml, withKey } from './document.js';
import type { Choice, Proof } from './proof.js';

/** Where a proof takes place, before anything is started. */
export interface Here {
  readonly world: TestWorld;
  /** A directory of its own, removed afterwards. */
  readonly directory: string;
  /** Two ports of this machine that nobody uses. */
  readonly ports: readonly [number, number];
  /** The environment of the program; may be added to. */
  readonly environment: Record<string, string>;
  /** Whatever a proof notes. */
  readonly seen: Set<string>;
  /** Writes a file in the directory; answers its path. */
  write(name: string, text: string, mode?: number): Promise<string>;
}

const PORTS = new FreePorts();
/** Steps of the program's clock while something is waited for. */
const STEP_MS = 50;
/** How much further the program's clock may go meanwhile than the machine's. */
const MOST_AHEAD_MS = 60_000;
/** A guard against waiting for ever, not a measure of how fast the machine is. */
const PATIENCE_MS = 120_000;

/** The running program over the real reader of TOML and a real listener, on a clock that a proof moves. */
export class LiveStage implements AsyncDisposable {
  readonly here: Here;
  readonly app: TestApp;
  /** How often the program was started. */
  starts = 0;
  readonly #source: TomlConfigSource;
  #firstTree: Tree = {};
  #tree: Tree = {};
  #text = new Secret('');

  private constructor(here: Here) {
    const { world, directory, environment } = here;
    this.here = here;
    this.#source = new TomlConfigSource({
      schema: CONFIG_SCHEMA,
      file: join(directory, 'untether.toml'),
      environment,
      home: directory,
      clock: world.time,
    });
    const read = () => this.#source.readText(this.#text);
    world.otherSource = {
      read,
      readAhead: async () => undefined,
      readText: (text) => this.#source.readText(text),
    };
    this.app = new TestApp(world);
  }

  /** Starts it with what the file says before the edit. */
  static open(path: readonly string[], { around = {}, from = null, before }: Proof): Promise<LiveStage> {
    const document = (here: Here) =>
      withKey(typeof around === 'function' ? around(here) : around, path, chosen(from, here));
    return LiveStage.start(document, before);
  }

  /** Starts it with a file that says this beside the least; `before` prepares the world. */
  static async start(document: (here: Here) => Tree, before: Proof['before'] = () => undefined): Promise<LiveStage> {
    const here = await somewhere();
    await before(here);
    const { world } = here;
    const stage = new LiveStage(here);
    stage.#write(overlay(leastOf(here), document(here)));
    stage.#firstTree = stage.#tree;
    stage.starts += 1;
    // Half past a minute no schedule of minutes is due.
    await world.time.advance(90_000);
    await stage.#put();
    await TestApp.begin(stage.app);
    // What was due within the last minute is taken up.
    await stage.pass(5_000);
    return stage;
  }

  /** The bot that is live. */
  bot(): Promise<ChatBot> {
    return this.app.application.get(T.bots).current();
  }

  /** What the file said at the start. */
  get firstTree(): Tree {
    return this.#firstTree;
  }

  get world(): TestWorld {
    return this.here.world;
  }

  /** Saves the file with another value of the key; resolves once that is live, with how each part took it. */
  async flip(path: readonly string[], { to, along = {} }: Proof): Promise<readonly Effect[]> {
    const known = this.applied.length;
    await this.save(withKey(overlay(this.#tree, along), path, chosen(to, this.here)));
    const effects = this.applied[known];
    if (effects === undefined) throw new Error(`not live: ${JSON.stringify(this.app.texts('notice'))}`);
    return effects;
  }

  /** Saves the file with these differences; resolves once everything that follows has happened. */
  async edit(change: Tree): Promise<void> {
    await this.save(overlay(this.#tree, change));
  }

  /** Saves the file; resolves once it was read and put in force, refused or held, if the program follows its file. */
  async save(tree: Tree): Promise<void> {
    this.#write(tree);
    const { watchConfig } = this.app.application.get(T.generations).current().config;
    const known = this.#verdicts;
    await this.#put();
    this.world.configWatch.edit();
    if (watchConfig) await this.wait(() => this.#verdicts > known);
    await this.pass(2_000);
  }

  /** How often it was decided what becomes of the file. */
  get #verdicts(): number {
    return ['config.reloaded', 'config.held'].flatMap((name) => this.app.journal.named(name)).length;
  }

  /** How the parts took each configuration that was put in force, in order. */
  get applied(): readonly (readonly Effect[])[] {
    const facts = this.app.journal.named('config.applied').map(({ data }) => data?.['effects']);
    return (facts as { readonly effect: Effect }[][]).map((parts) => parts.map(({ effect }) => effect));
  }

  /** Waits for what sockets and processes do by themselves, while the clock of the program goes on in small steps. */
  async wait(holds: () => boolean): Promise<void> {
    const began = performance.now();
    for (let passedMs = 0; !holds(); ) {
      const waitedMs = performance.now() - began;
      if (waitedMs > PATIENCE_MS) throw new Error(`waited in vain: ${JSON.stringify(this.app.texts('notice'))}`);
      await setTimeout(1);
      // A process that a busy machine keeps waiting must not seem silent for minutes.
      const stepMs = passedMs < MOST_AHEAD_MS + waitedMs ? STEP_MS : 0;
      await this.pass(stepMs);
      passedMs += stepMs;
    }
  }

  /** Lets time pass. */
  pass(ms: number): Promise<void> {
    return this.world.time.advance(ms);
  }

  /** Says something as Ada and answers what the engines were asked to do because of it. */
  async ask(text: string, change: Parameters<TestApp['say']>[1] = {}): Promise<readonly EngineOrder[]> {
    return this.newOrders(() => this.app.say(text, change));
  }

  /** The orders that came while something was done, with the engine that got each. */
  async newOrders(work: () => Promise<unknown>): Promise<readonly (EngineOrder & { readonly engine: string })[]> {
    const engines = [this.world.engine, this.world.other];
    const known = engines.map(({ orders }) => orders.length);
    await work();
    await this.pass(2_000);
    return engines.flatMap(({ id, orders }, index) =>
      orders.slice(known[index]).map((order) => ({ ...order, engine: id })),
    );
  }

  /** The messages of a kind that came while something was done. */
  async newMessages(kind: FakeMessage['kind'], work: () => Promise<unknown>): Promise<readonly FakeMessage[]> {
    const known = this.app.shown(kind).length;
    await work();
    await this.pass(2_000);
    return this.app.shown(kind).slice(known);
  }

  /** Sends a request to the program's listener, at the first port unless told otherwise. */
  async send(request: Partial<TestRequest>): Promise<TestAnswer> {
    const answer = await send({ port: this.here.ports[0], path: '/push', ...request });
    await settled();
    return answer;
  }

  /** The status of the answer; `null` if nobody listens. */
  async status(request: Partial<TestRequest>): Promise<number | null> {
    return this.send(request).then(
      ({ status }) => status,
      () => null,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { application } = this.app;
    await application.get(T.followConfig).stop();
    await Promise.all([application.get(T.servers).close(0), application.get(T.bots).close(0)]);
    await rm(this.here.directory, { recursive: true, force: true });
  }

  /** Into a real file where one is watched. */
  async #put(): Promise<void> {
    if (this.world.otherWatch !== null) await this.here.write('untether.toml', this.#text.reveal());
  }

  #write(tree: Tree): void {
    this.#tree = tree;
    this.#text = new Secret(toToml(tree));
  }
}

function chosen(choice: Choice, here: Here): TreeValue | null {
  return typeof choice === 'function' ? choice(here) : choice;
}

async function somewhere(): Promise<Here> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'live-')));
  const ports = [await PORTS.take(), await PORTS.take()] as const;
  const write = async (name: string, text: string, mode = 0o600) => {
    await writeFile(join(directory, name), text, { mode });
    return join(directory, name);
  };
  return { world: new TestWorld('claude', 'gemini'), directory, ports, environment: {}, seen: new Set(), write };
}

/** A file that works: Ada in her private chat, two engines, a listener. */
function leastOf({ ports }: Here): Tree {
  return {
    default_engine: 'claude',
    transports: {
      telegram: {
        bot_token: '4000:fake',
        chat_id: 7,
        allowed_user_ids: [7],
        session_mode: 'chat',
        show_resume_line: true,
      },
    },
    triggers: { server: { port: ports[0] } },
  };
}
