import { formatSpan } from '../../../domain/schedule/delay.js';
import type { LocalText } from '../../../domain/schedule/local-text.js';
import { excerpt } from '../text/excerpt.js';
import { escapeMarkdown } from '../text/markdown.js';
import { minuteText } from '../text/moment-text.js';

/** What stands in the list: what it does or waits for, what it is and where. */
export interface StatusEntry {
  readonly state: StatusState;
  /** From 1, over all pages. */
  readonly number: number;
  readonly engine: string;
  readonly project: string | null;
  readonly prompt: string;
  /** It belongs to another topic or chat than the one that is answered; `null` if it doesn’t. */
  readonly elsewhere: 'topic' | 'chat' | null;
}

/** How far something has come: at work or asking since, waiting in line, or due at a time. */
export type StatusState =
  | { readonly kind: 'running' | 'asking' | 'waiting'; readonly sinceMs: number }
  | { readonly kind: 'scheduled' | 'loop'; readonly local: LocalText };

/** A page of the list. */
export interface StatusPage {
  readonly entries: readonly StatusEntry[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Whether it is about all chats. */
  readonly everywhere: boolean;
}

const TITLES: Readonly<Record<StatusState['kind'], string>> = {
  running: '⚙️ Running',
  asking: '🙋 Waiting for an answer',
  waiting: '⏳ Queued',
  scheduled: '⏰ Scheduled',
  loop: '🔁 Loops',
};

const ELSEWHERE = { topic: 'another topic', chat: 'another chat' } as const;

/** What the buttons under the list say, each with the number of its entry. */
export const STATUS_LABELS = {
  stop: (number: number) => `⏹ Stop ${number}`,
  drop: (number: number) => `🗑 Drop ${number}`,
  up: (number: number) => `⬆ ${number}`,
  before: '◀',
  behind: '▶',
  refresh: '🔄 Refresh',
} as const;

/** What runs, asks, waits and is scheduled; Markdown. */
export function statusText({ entries, page, pages, everywhere }: StatusPage): string {
  if (entries.length === 0) return `Nothing is running, queued or scheduled${everywhere ? '' : ' in this chat'}.`;
  const kinds = [...new Set(entries.map(({ state }) => state.kind))];
  const sections = kinds.map((kind) => {
    const lines = entries.filter(({ state }) => state.kind === kind).map(lineOf);
    return `**${TITLES[kind]}**  \n${lines.join('  \n')}`;
  });
  return [...sections, ...(pages > 1 ? [`Page ${page} of ${pages}`] : [])].join('\n\n');
}

function lineOf({ number, state, engine, project, prompt, elsewhere }: StatusEntry): string {
  const when = 'local' in state ? minuteText(state.local) : formatSpan(state.sinceMs);
  const parts = [
    when,
    engine,
    ...(project === null ? [] : [escapeMarkdown(project)]),
    ...(elsewhere === null ? [] : [ELSEWHERE[elsewhere]]),
    escapeMarkdown(excerpt(prompt, 50)),
  ];
  return `${number}\\. ${parts.join(' · ')}`;
}
