import type { DelayedRun } from '../../../../domain/accepted/delayed-run.js';
import type { Loop } from '../../../../domain/accepted/loop.js';
import type { RunRequest } from '../../../../domain/accepted/run-request.js';
import type { ChatMoves } from '../../../../domain/chat/chat-moves.js';
import type { Place } from '../../../../domain/ids.js';
import type { Clock } from '../../../../domain/ports/clock.js';
import type { LocalTime } from '../../../../domain/ports/local-time.js';
import type { RunDispatcher } from '../../../../domain/run/run-dispatcher.js';
import type { AtScheduler } from '../../../../domain/schedule/at-scheduler.js';
import { localText } from '../../../../domain/schedule/local-text.js';
import type { Button } from '../../../ports/chat/chat-channel.js';
import type { RunJob } from '../../../run/active/run-job.js';
import type { Approvals } from '../../../run/approval/approvals.js';
import type { Generations } from '../../../values/generation.js';
import { ownerChats } from '../../../values/owner-chats.js';
import {
  STATUS_LABELS,
  type StatusEntry,
  type StatusState,
  statusText,
} from '../../../wording/commands/status-text.js';

/** What the data of the buttons under the list begins with; what to do, the page and an id follow. */
export const STATUS_BUTTON = 'status:';

/** How many entries a page has. */
const A_PAGE = 10;

/** What the list is made of. */
export interface StatusBoardTools {
  readonly dispatcher: RunDispatcher<RunJob>;
  readonly approvals: Pick<Approvals, 'isAsking'>;
  readonly delayed: AtScheduler<DelayedRun>;
  readonly loops: AtScheduler<Loop>;
  readonly generations: Generations;
  readonly moves: Pick<ChatMoves, 'presentId'>;
  readonly times: LocalTime;
  readonly clock: Clock;
}

/** What the list shows. */
export interface StatusView {
  readonly markdown: string;
  readonly buttons: readonly (readonly Button[])[];
}

/** What can be done to an entry. */
export type StatusVerb = 'stop' | 'drop' | 'up' | 'at' | 'loop';

interface Listed {
  readonly state: StatusState;
  readonly place: Place;
  readonly request: Pick<RunRequest, 'engine' | 'context' | 'prompt'>;
  readonly actions: readonly { readonly verb: StatusVerb; readonly id: string }[];
}

/** What runs, asks, waits and is scheduled: in a chat, and for the owner everywhere. */
export class StatusBoard {
  readonly #tools: StatusBoardTools;

  constructor(tools: StatusBoardTools) {
    this.#tools = tools;
  }

  /** A page of it, from 1; the nearest one if there is none of that number. */
  view(place: Place, page = 1): StatusView {
    const everywhere = this.#isOwners(place);
    const all = this.#all().filter((one) => this.reaches(place, one.place));
    const pages = Math.max(1, Math.ceil(all.length / A_PAGE));
    const shown = Math.min(Math.max(1, page), pages);
    const first = (shown - 1) * A_PAGE;
    const listed = all.slice(first, first + A_PAGE);
    const entries = listed.map((one, index) => entryOf(one, first + index + 1, this.#elsewhere(place, one.place)));
    return {
      markdown: statusText({ entries, page: shown, pages, everywhere }),
      buttons: [
        ...listed.map((one, index) => buttonsOf(one, first + index + 1, shown)),
        ...(all.length === 0 ? [] : [turningButtons(shown, pages)]),
      ],
    };
  }

  /** Whether what belongs to a place is shown in another one, and may be steered from there. */
  reaches(from: Place, to: Place): boolean {
    return this.#isSameChat(from, to) || this.#isOwners(from);
  }

  #elsewhere(from: Place, to: Place): StatusEntry['elsewhere'] {
    if (!this.#isSameChat(from, to)) return 'chat';
    return from.threadId === to.threadId ? null : 'topic';
  }

  #isSameChat(one: Place, other: Place): boolean {
    const { moves } = this.#tools;
    return moves.presentId(one.chatId) === moves.presentId(other.chatId);
  }

  /** In a private chat there are only people who are let in. */
  #isOwners({ chatId }: Place): boolean {
    return chatId > 0 || ownerChats(this.#tools.generations.current()).includes(chatId);
  }

  #all(): readonly Listed[] {
    const { dispatcher, approvals, delayed, loops } = this.#tools;
    const waiting = dispatcher.waiting;
    const behind = behindOthers(waiting);
    const live = dispatcher.live.map((job) => runOf(job, approvals.isAsking(job.id) ? 'asking' : 'running', behind));
    return [
      ...live.filter(({ state }) => state.kind === 'running'),
      ...live.filter(({ state }) => state.kind === 'asking'),
      ...waiting.map((job) => runOf(job, 'waiting', behind)),
      ...delayed.all.map(({ id, due, request }) => ({
        state: { kind: 'scheduled' as const, local: this.#local(due) },
        ...{ place: request.place, request, actions: [{ verb: 'at' as const, id }] },
      })),
      ...loops.all.map(({ due, request: { loop, prompt, request } }) => ({
        state: { kind: 'loop' as const, local: this.#local(due) },
        ...{ place: request.place, request: { ...request, prompt }, actions: [{ verb: 'loop' as const, id: loop }] },
      })),
    ];
  }

  #local(due: number) {
    const { generations, times, clock } = this.#tools;
    return localText(due, clock.now(), generations.current().config.triggers.defaultTimezone, times);
  }
}

/** Those that wait for others which wait themselves. */
function behindOthers(waiting: readonly RunJob[]): ReadonlySet<RunJob> {
  const taken = new Set<string>();
  return new Set(
    waiting.filter(({ lanes }) => {
      const isBehind = lanes.some((lane) => taken.has(lane));
      for (const lane of lanes) taken.add(lane);
      return isBehind;
    }),
  );
}

function runOf(job: RunJob, kind: 'running' | 'asking' | 'waiting', behind: ReadonlySet<RunJob>): Listed {
  const { id, plan, request, progress } = job;
  const up = kind === 'waiting' && behind.has(job) ? [{ verb: 'up' as const, id }] : [];
  const actions = [{ verb: kind === 'waiting' ? ('drop' as const) : ('stop' as const), id }, ...up];
  return { state: { kind, sinceMs: progress.elapsedMs }, place: plan.place, request, actions };
}

function entryOf({ state, request }: Listed, number: number, elsewhere: StatusEntry['elsewhere']): StatusEntry {
  const { engine, context, prompt } = request;
  return { state, number, engine, project: context?.project ?? null, prompt, elsewhere };
}

function buttonsOf({ actions }: Listed, number: number, page: number): readonly Button[] {
  return actions.map(({ verb, id }) => ({
    label: verb === 'at' || verb === 'loop' ? STATUS_LABELS.drop(number) : STATUS_LABELS[verb](number),
    data: `${STATUS_BUTTON}${verb}:${page}:${id}`,
  }));
}

function turningButtons(page: number, pages: number): readonly Button[] {
  const to = (label: string, target: number) => ({ label, data: `${STATUS_BUTTON}page:${target}:` });
  return [
    ...(page > 1 ? [to(STATUS_LABELS.before, page - 1)] : []),
    to(STATUS_LABELS.refresh, page),
    ...(page < pages ? [to(STATUS_LABELS.behind, page + 1)] : []),
  ];
}
