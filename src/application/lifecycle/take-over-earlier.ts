import { sessionKey } from '../../domain/chat/session-key.js';
import { onceKey } from '../../domain/cron/cron-claim.js';
import type { Engine } from '../../domain/engine/engine.js';
import { liftsAllLimits } from '../../domain/engine/engine-manifest.js';
import type { ChatId, EngineId } from '../../domain/ids.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import type { ResumeToken } from '../../domain/run/resume-token.js';
import type { FiredLedger } from '../../domain/trigger/fired-ledger.js';
import { triggerName } from '../../domain/trigger/trigger-name.js';
import type { EarlierChoice, EarlierFindings } from '../ports/config/python-state.js';
import type { ChatPreferences, Preferences } from '../ports/store/preferences.js';
import type { SessionStore } from '../ports/store/session-store.js';
import type { Generation } from '../values/generation.js';
import type { EarlierSession, TakenOver } from '../values/taken-over.js';

/** Where earlier state goes. */
export interface TakeOverTools {
  readonly inbox: Inbox;
  readonly sessions: SessionStore;
  readonly preferences: Preferences;
  readonly fired: FiredLedger;
  /** Where runs without a project work. */
  readonly homeDirectory: string;
}

/** How many of the latest updates the earlier program may have handled without Telegram knowing: one batch. */
const UNCONFIRMED_UPDATES = 100;

/**
 * Takes over what an earlier program has left. Only fills gaps, never replaces what is here already; so it can be done
 * again after it was cut at any point.
 */
export class TakeOverEarlier {
  readonly #tools: TakeOverTools;

  constructor(tools: TakeOverTools) {
    this.#tools = tools;
  }

  /** Resolves when all is on disk; rejects if the disk does. */
  async take(found: EarlierFindings, generation: Generation): Promise<TakenOver> {
    await this.#acknowledgeUpdates(found.lastUpdateId, generation);
    const firedOnce = await this.#acknowledgeCrons(found.firedOnce, generation);
    const lastFired = await this.#noteFired(found.lastFired, generation);
    const isElsewhere = ({ threadId }: EarlierSession) =>
      threadId === null && (found.directory === null || !sameDirectory(found.directory, this.#tools.homeDirectory));
    const sessions = found.sessions.filter((session) => !isElsewhere(session));
    for (const session of sessions) await this.#keepSession(session, generation);
    for (const choice of found.choices) await this.#keepChoice(choice, generation);
    return {
      sessions,
      choices: found.choices.filter((choice) => Object.keys(preferencesOf(choice, generation)).length > 0).length,
      firedOnce,
      lastFired,
      unknown: distinct(found.choices.flatMap((choice) => unknownNames(choice, generation))),
      others: distinct(found.choices.flatMap(({ others }) => others)),
      elsewhere: found.sessions.length - sessions.length,
    };
  }

  /** Handled updates become known keys, not an offset: a number that is another bot's would make this one deaf. */
  async #acknowledgeUpdates(last: number | null, { config }: Generation): Promise<void> {
    const bot = /^\d+(?=:)/.exec(config.telegram.token.reveal())?.[0];
    if (last === null || bot === undefined) return;
    const keys = Array.from({ length: Math.min(UNCONFIRMED_UPDATES, last + 1) }, (_, back) => `${bot}:${last - back}`);
    await this.#tools.inbox.acknowledge(
      keys.flatMap((key) => [
        { source: 'message', key },
        { source: 'button', key },
      ]),
    );
  }

  async #acknowledgeCrons(ids: readonly string[], { config }: Generation): Promise<number> {
    const crons = config.triggers.crons.filter(({ id, runOnce, at }) => ids.includes(id) && runOnce && at === null);
    await this.#tools.inbox.acknowledge(crons.map((cron) => ({ source: 'cron', key: onceKey(cron) })));
    return crons.length;
  }

  async #noteFired(times: EarlierFindings['lastFired'], { config }: Generation): Promise<number> {
    const triggers = [...config.triggers.crons, ...config.triggers.webhooks].filter(({ id }) => times.has(id));
    await Promise.all(triggers.map((one) => this.#tools.fired.note(triggerName(one), times.get(one.id) ?? 0)));
    return triggers.length;
  }

  async #keepSession(session: EarlierSession, generation: Generation): Promise<void> {
    const { engine, value } = session;
    const token: ResumeToken = { engine, value, directory: null };
    for (const key of keysOf(session, generation)) {
      if ((await this.#tools.sessions.find(key, engine)) === null) await this.#tools.sessions.keep(key, token);
    }
  }

  async #keepChoice(choice: EarlierChoice, generation: Generation): Promise<void> {
    const earlier = preferencesOf(choice, generation);
    if (Object.keys(earlier).length === 0) return;
    await this.#tools.preferences.change(choice.chatId, choice.threadId, (now) => {
      const tables = {
        ...filled('models', { ...earlier.models, ...now.models }),
        ...filled('efforts', { ...earlier.efforts, ...now.efforts }),
        ...filled('permissionModes', { ...earlier.permissionModes, ...now.permissionModes }),
      };
      return { ...earlier, ...now, ...tables };
    });
  }
}

/** Where the conversation is kept here: everybody's of a group's topic is each allowed person's. */
function keysOf({ chatId, threadId, senderId }: EarlierSession, { config }: Generation): readonly string[] {
  const isPrivate = chatId > 0;
  const senders = senderId === null && !isPrivate ? config.telegram.allowedUserIds : [senderId];
  return senders.flatMap((sender) => sessionKey('chat', { chatId, threadId, senderId: sender, isPrivate }) ?? []);
}

function preferencesOf(choice: EarlierChoice, generation: Generation): ChatPreferences {
  const { ids } = generation.engines;
  const project = choice.project === null ? null : generation.projects.find(choice.project);
  const known = (table: Readonly<Record<EngineId, string>>, holds: (engine: EngineId, value: string) => boolean) =>
    Object.fromEntries(Object.entries(table).filter(([engine, value]) => ids.includes(engine) && holds(engine, value)));
  const engineOf = (id: EngineId) => generation.engines.engines.find((engine) => engine.id === id);
  return {
    ...(choice.engine !== null && ids.includes(choice.engine) ? { engine: choice.engine } : {}),
    ...(project === null ? {} : { context: { project: project.alias, branch: choice.branch } }),
    ...filled(
      'models',
      known(choice.models, () => true),
    ),
    ...filled(
      'efforts',
      known(choice.efforts, (id, value) => engineOf(id)?.manifest.efforts.includes(value) === true),
    ),
    ...filled(
      'permissionModes',
      known(choice.permissionModes, (id, value) => mayBeChosen(engineOf(id), value)),
    ),
    ...(choice.loops === null ? {} : { loops: choice.loops }),
  };
}

/** A mode that lifts every limit is not taken over: here it is for the configuration only. */
function mayBeChosen(engine: Engine | undefined, mode: string): boolean {
  return engine?.manifest.modes.includes(mode) === true && !liftsAllLimits(engine.manifest, mode);
}

/** The table under its name; nothing if there is nothing in it. */
function filled<Name extends string>(
  name: Name,
  table: Readonly<Record<EngineId, string>>,
): { readonly [Key in Name]?: Readonly<Record<EngineId, string>> } {
  return Object.keys(table).length === 0 ? {} : ({ [name]: table } as { [Key in Name]: typeof table });
}

function unknownNames({ engine, project, models }: EarlierChoice, generation: Generation): readonly string[] {
  const engines = [...(engine === null ? [] : [engine]), ...Object.keys(models)];
  const isKnown = project === null || generation.projects.find(project) !== null;
  return [...engines.filter((id) => !generation.engines.ids.includes(id)), ...(isKnown ? [] : [project])];
}

function sameDirectory(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => path.replace(/(?<=.)\/+$/, ''));
  return one === other;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

/** The conversations that people may want to go on with in a chat, one for each engine. */
export function sessionsIn(chatId: ChatId, sessions: readonly EarlierSession[]): readonly EarlierSession[] {
  const byEngine = new Map(sessions.filter((one) => one.chatId === chatId).map((one) => [one.engine, one]));
  return [...byEngine.values()];
}
