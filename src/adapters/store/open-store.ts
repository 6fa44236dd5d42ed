import { dirname, join } from 'node:path';
import type { ChatStore } from '../../application/ports/chat/chat-store.js';
import type { KeptFinalsStore } from '../../application/ports/chat/kept-finals-store.js';
import type { MessageStore } from '../../application/ports/chat/message-store.js';
import type { OfferStore } from '../../application/ports/chat/offer-store.js';
import type { Outbox } from '../../application/ports/chat/outbox.js';
import type { SendPauses } from '../../application/ports/chat/send-pauses.js';
import type { Backlog } from '../../application/ports/store/backlog.js';
import type { Checkpoints } from '../../application/ports/store/checkpoints.js';
import type { FinishedWork } from '../../application/ports/store/finished-work.js';
import type { KeptTexts } from '../../application/ports/store/kept-texts.js';
import type { Preferences } from '../../application/ports/store/preferences.js';
import type { RunHistory } from '../../application/ports/store/run-history.js';
import type { RunStore } from '../../application/ports/store/run-store.js';
import type { SessionStore } from '../../application/ports/store/session-store.js';
import type { StorePlace } from '../../application/ports/store/store-place.js';
import type { WorkInHand } from '../../application/ports/store/work-in-hand.js';
import type { TakenAway } from '../../application/values/store-news.js';
import { errorText } from '../../domain/error-text.js';
import type { Alarm } from '../../domain/ports/alarm.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { Inbox } from '../../domain/ports/inbox.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { FiredLedger } from '../../domain/trigger/fired-ledger.js';
import type { SwitchStore } from '../../domain/trigger/switch-store.js';
import { ExchangeableDatabase } from './database/database.js';
import { type OpenedDatabase, openDatabaseFile, reopenDatabaseFile } from './database/database-file.js';
import { DatabaseGuard } from './database/database-guard.js';
import { ForeignWrites } from './database/foreign-writes.js';
import { leftInHand } from './database/left-in-hand.js';
import { PlaceWatch } from './database/place-watch.js';
import { markSound } from './database/sound-mark.js';
import { failureKind, type StoreFailureKind } from './database/store-failure.js';
import { WriteQueue } from './database/write-queue.js';
import { KeptTextsDirectory } from './kept-texts-directory.js';
import { countDeaths } from './rows/count-deaths.js';
import { SqliteBacklog } from './sqlite-backlog.js';
import { SqliteChatStore } from './sqlite-chat-store.js';
import { SqliteCheckpoints } from './sqlite-checkpoints.js';
import { SqliteFinishedWork } from './sqlite-finished-work.js';
import { SqliteFiredLedger } from './sqlite-fired-ledger.js';
import { SqliteInbox } from './sqlite-inbox.js';
import { SqliteKeptFinals } from './sqlite-kept-finals.js';
import { SqliteMessageStore } from './sqlite-message-store.js';
import { SqliteOfferStore } from './sqlite-offer-store.js';
import { SqliteOutbox } from './sqlite-outbox.js';
import { SqlitePreferences } from './sqlite-preferences.js';
import { SqliteRunHistory } from './sqlite-run-history.js';
import { SqliteRunStore } from './sqlite-run-store.js';
import { SqliteSendPauses } from './sqlite-send-pauses.js';
import { SqliteSessionStore } from './sqlite-session-store.js';
import { SqliteSwitchStore } from './sqlite-switch-store.js';
import { WorkInHandFile } from './work-in-hand-file.js';

/** Everything that must survive the process, in the one file `untether.db`. */
export interface Store {
  readonly inbox: Inbox;
  readonly sessions: SessionStore;
  readonly preferences: Preferences;
  readonly runs: RunStore;
  readonly offers: OfferStore;
  readonly outgoing: Outbox;
  readonly fired: FiredLedger;
  readonly switches: SwitchStore;
  readonly backlog: Backlog;
  readonly finishedWork: FinishedWork;
  readonly runHistory: RunHistory;
  readonly sendPauses: SendPauses;
  readonly chatStore: ChatStore;
  readonly keptFinals: KeptFinalsStore;
  readonly checkpoints: Checkpoints;
  readonly messages: MessageStore;
  readonly inHand: WorkInHand;
  readonly keptTexts: KeptTexts;
  readonly place: StorePlace;
  /** Resolves when all that was asked is on disk and the file is let go; what is asked later is refused. */
  close(): Promise<void>;
}

/** Why the database can't be opened; `message` is the system's wording. */
export interface StoreProblem {
  readonly kind: StoreFailureKind;
  readonly path: string;
  readonly message: string;
}

/** What opening the store is built on. */
export interface StoreTools {
  readonly clock: Clock;
  /** Makes sure that nobody else uses the directory, which had to be made anew; `false` if somebody does. */
  readonly claim?: () => boolean;
  /** Lets it look now and then where the files are; without it, it looks when something is asked. */
  readonly alarm?: Alarm;
}

/**
 * Opens the store in the state directory, both made if missing (0700, file 0600). A corrupt file, or one of a newer
 * version, is renamed and reported by `place`; only what the disk refuses is a problem.
 */
export async function openStore(directory: string, tools: StoreTools): Promise<Result<Store, StoreProblem>> {
  const path = join(directory, 'untether.db');
  try {
    const opened = openDatabaseFile(path, tools.clock.now());
    const acting = join(directory, 'acting');
    countDeaths(opened.db, leftInHand(acting));
    // Only now: a death is forgotten by the file when it is in the database.
    const inHand = new WorkInHandFile(acting);
    return ok(storeOver(path, opened, inHand, tools));
  } catch (error) {
    const message = errorText(error);
    return fail({ kind: failureKind(error), path, message });
  }
}

function storeOver(
  path: string,
  { db: connection, setAside }: OpenedDatabase,
  inHand: WorkInHandFile,
  { clock, alarm, claim = () => true }: StoreTools,
): Store {
  const db = new ExchangeableDatabase(connection);
  const place = new PlaceWatch(setAside);
  const tell = (news: TakenAway) => place.tell(news);
  const guard = new DatabaseGuard(path, db, { clock, open: reopenDatabaseFile, claim, tell });
  const foreign = new ForeignWrites(path);
  const ensure = () => {
    foreign.look();
    guard.ensure();
  };
  const queue = new WriteQueue(db, ensure, () => foreign.weWrote());
  if (alarm !== undefined) place.start(alarm, () => queue.read(() => undefined).catch(() => undefined));
  return {
    inbox: new SqliteInbox(db, queue, clock),
    sessions: new SqliteSessionStore(db, queue),
    preferences: new SqlitePreferences(db, queue),
    runs: new SqliteRunStore(db, queue),
    offers: new SqliteOfferStore(db, queue),
    outgoing: new SqliteOutbox(db, queue, clock),
    fired: new SqliteFiredLedger(db, queue),
    switches: new SqliteSwitchStore(db, queue),
    backlog: new SqliteBacklog(db, queue),
    finishedWork: new SqliteFinishedWork(db, { queue, clock }),
    runHistory: new SqliteRunHistory(db, queue),
    sendPauses: new SqliteSendPauses(db, queue, clock),
    chatStore: new SqliteChatStore(db, queue, clock),
    keptFinals: new SqliteKeptFinals(db, queue, clock),
    checkpoints: new SqliteCheckpoints(db, queue),
    messages: new SqliteMessageStore(db, queue, clock),
    inHand,
    keptTexts: new KeptTextsDirectory(join(dirname(path), 'set-aside')),
    place,
    async close() {
      place.stop();
      queue.close();
      inHand.close();
      if (!db.connection.isOpen) return;
      const isTrusted = !foreign.look() && !db.isDamaged;
      db.connection.close();
      if (isTrusted) await markSound(path);
    },
  };
}
