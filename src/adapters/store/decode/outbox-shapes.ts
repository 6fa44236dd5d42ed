import type {
  ButtonStyle,
  FinalOrder,
  FinalView,
  NoticeOrder,
  PressButton,
  RunHeader,
} from '../../../application/ports/chat/chat-channel.js';
import type {
  FileOrigin,
  FilesOrder,
  OutboxOrder,
  OutgoingFile,
  SkippedFile,
} from '../../../application/ports/chat/files-order.js';
import type { MessageSubject } from '../../../application/ports/chat/message-store.js';
import type { OutboxMessage } from '../../../application/ports/chat/outbox.js';
import type { ChatProblem } from '../../../application/values/chat-problem.js';
import type { ShownFiles } from '../../../domain/chat/shown-files.js';
import type { ModeMeaning } from '../../../domain/engine/permission.js';
import {
  either,
  isFlag,
  isNumber,
  isText,
  kindsOf,
  listOf,
  objectOf,
  oneOf,
  optional,
  orNull,
  wordOf,
} from '../../../domain/json-shape.js';
import type { HandOut } from '../../../domain/run/hand-out.js';
import type {
  Action,
  ActionKind,
  EngineProblem,
  LineCount,
  RunMeta,
  RunUsage,
  UsageLimit,
} from '../../../domain/run/run-event.js';
import type { ActionState } from '../../../domain/run/run-state.js';
import type { LocalText } from '../../../domain/schedule/local-text.js';
import { isCopiedText, isMessageRef, isPlace, isSavedFiles } from './chat-shapes.js';
import { isResumeToken, isRunContext, isRunOrigin } from './run-shapes.js';
import { isStagedFile } from './staged-shape.js';

/** What a run used, as it is stored. */
export const isRunUsage = objectOf<RunUsage>({
  costUsd: orNull(isNumber),
  turns: orNull(isNumber),
  durationMs: orNull(isNumber),
  inputTokens: orNull(isNumber),
  outputTokens: orNull(isNumber),
  cachedTokens: optional(orNull(isNumber)),
  contextShare: optional(orNull(isNumber)),
});

const lineCount = { added: isNumber, removed: isNumber };

/** The header of a run's messages as it is stored. */
export const isRunHeader = objectOf<RunHeader>({
  run: isText,
  engine: isText,
  context: orNull(isRunContext),
  origin: isRunOrigin,
  meta: objectOf<RunMeta>({
    model: optional(isText),
    permissionMode: optional(isText),
    effort: optional(isText),
    version: optional(isText),
  }),
  permission: optional(
    wordOf<ModeMeaning>({
      'read-only': true,
      asks: true,
      edits: true,
      unlimited: true,
      plan: true,
      judged: true,
      refused: true,
    }),
  ),
  resumeLine: orNull(isText),
});

const isEngineProblem = objectOf<EngineProblem>({
  kind: wordOf<EngineProblem['kind']>({
    'not-built': true,
    'not-installed': true,
    'cannot-start': true,
    'directory-missing': true,
    authentication: true,
    quota: true,
    'rate-limit': true,
    overloaded: true,
    model: true,
    'context-full': true,
    'session-unknown': true,
    'bad-usage': true,
    refused: true,
    'not-allowed': true,
    'engine-limit': true,
    'ended-early': true,
    'no-output': true,
    killed: true,
    interrupted: true,
    'over-budget': true,
    stalled: true,
    'stream-idle': true,
    other: true,
  }),
  message: isText,
  hint: optional(isText),
  limit: optional(wordOf<UsageLimit>({ session: true, daily: true, weekly: true, monthly: true, credits: true })),
  resetsAt: optional(isNumber),
  resets: optional(objectOf<LocalText>({ date: isText, day: isText, time: isText, exactTime: isText, offset: isText })),
  login: optional(isText),
  install: optional(isText),
  exitCode: optional(isNumber),
  signal: optional(isText),
});

const isActionKind = wordOf<ActionKind>({
  command: true,
  tool: true,
  mcp_tool: true,
  file_change: true,
  web_search: true,
  subagent: true,
  note: true,
  warning: true,
});

const isActionState = objectOf<ActionState>({
  action: objectOf<Action>({
    id: isText,
    kind: isActionKind,
    title: isText,
    detail: orNull(isText),
    exitCode: orNull(isNumber),
    lines: optional(objectOf<LineCount>(lineCount)),
    parent: optional(isText),
    reason: optional(isText),
  }),
  phase: wordOf<ActionState['phase']>({ started: true, updated: true, completed: true }),
  ok: orNull(isFlag),
  startedAt: isNumber,
});

const isFinalView = objectOf<FinalView>({
  face: isRunHeader,
  status: wordOf<FinalView['status']>({ done: true, error: true, cancelled: true, interrupted: true, kept: true }),
  elapsedMs: orNull(isNumber),
  steps: isNumber,
  actions: listOf(isActionState),
  answer: isText,
  earlier: optional(listOf(isText)),
  warnings: optional(listOf(isText)),
  resumable: optional(isFlag),
  changes: optional(objectOf<NonNullable<FinalView['changes']>>({ files: isNumber, ...lineCount })),
  problem: orNull(isEngineProblem),
  usage: orNull(isRunUsage),
});

const isPressButton = objectOf<PressButton>({
  label: isText,
  data: isText,
  style: optional(wordOf<ButtonStyle>({ primary: true, success: true, danger: true })),
});

const isButtonRows = listOf(listOf(either(isCopiedText, isPressButton)));

const isFinalOrder = objectOf<FinalOrder>({
  place: isPlace,
  replyTo: orNull(isNumber),
  askedIn: optional(listOf(isNumber)),
  progress: orNull(isMessageRef),
  view: isFinalView,
  trim: isFlag,
  longAnswers: optional(wordOf<NonNullable<FinalOrder['longAnswers']>>({ split: true, document: true })),
  buttons: optional(isButtonRows),
});

const isChatProblem = kindsOf<ChatProblem>({
  'second-directive': {
    which: wordOf<Extract<ChatProblem, { kind: 'second-directive' }>['which']>({
      engine: true,
      project: true,
      branch: true,
    }),
    first: isText,
    second: isText,
  },
  'unknown-project': { name: isText, known: listOf(isText) },
  'branch-without-project': { branch: isText },
  'no-such-branch': { branch: isText, project: isText },
  worktree: { branch: isText, message: isText },
  engine: { engine: isText, problem: isEngineProblem },
  'unknown-engine': { name: isText, known: listOf(isText) },
  'administrators-only': {},
  'membership-unknown': {},
  'not-available-yet': { what: isText },
  usage: { usage: listOf(isText), why: optional(isText) },
  draining: {},
  'too-many-delayed': { limit: isNumber },
  'delay-out-of-range': { least: isText, most: isText },
  'time-past': { written: isText, now: isText },
  'time-too-far': { written: isText, mostDays: isNumber },
  failed: { reference: isText },
});

const isShownFiles = objectOf<ShownFiles>({
  kind: wordOf<ShownFiles['kind']>({ projects: true, directory: true, file: true, found: true, question: true }),
  token: isText,
  path: isText,
  page: isNumber,
  names: listOf(isText),
});

/** What a message is about, as it is stored. */
export const isMessageSubject = kindsOf<MessageSubject>({
  run: { run: isText },
  work: {
    engine: orNull(isText),
    context: orNull(isRunContext),
    resume: orNull(isResumeToken),
    files: isSavedFiles,
    shown: optional(isShownFiles),
  },
});

const isNoticeOrder = objectOf<NoticeOrder>({
  place: isPlace,
  markdown: isText,
  source: optional(isText),
  problem: optional(isChatProblem),
  loud: optional(isFlag),
  urgent: optional(isFlag),
  foldable: optional(isFlag),
  alone: optional(isFlag),
  replyTo: optional(orNull(isNumber)),
  buttons: optional(isButtonRows),
  about: optional(isMessageSubject),
});

const isFilesOrder = objectOf<FilesOrder>({
  place: isPlace,
  replyTo: orNull(isNumber),
  files: listOf(
    objectOf<OutgoingFile>({
      staged: isStagedFile,
      name: isText,
      bytes: isNumber,
      caption: optional(isText),
      origin: optional(objectOf<FileOrigin>({ path: isText, identity: isText, within: isText })),
    }),
  ),
  skipped: listOf(objectOf<SkippedFile>({ name: isText, reason: isText })),
  keptIn: optional(isText),
  images: oneOf('photo', 'document'),
});

const isOutboxOrder = objectOf<OutboxOrder>({
  place: isPlace,
  replyTo: orNull(isNumber),
  directory: isText,
  looseSince: orNull(isNumber),
  taken: listOf(isText),
  handOut: objectOf<HandOut>({
    outbox: isText,
    maxFiles: isNumber,
    denied: listOf(isText),
    cleanup: isFlag,
    tellsSkipped: isFlag,
    directories: oneOf('off', 'zip'),
    images: oneOf('photo', 'document'),
  }),
});

/** A notice, as it is stored. */
export const isNotice = kindsOf<Extract<OutboxMessage, { kind: 'notice' }>>({ notice: { order: isNoticeOrder } });

/** What must reach a person, as it is stored. */
export const isOutboxMessage = kindsOf<OutboxMessage>({
  final: { run: isText, order: isFinalOrder },
  conclusion: { run: isText, message: orNull(isMessageRef), view: isFinalView },
  files: { run: orNull(isText), order: isFilesOrder },
  outbox: { run: isText, order: isOutboxOrder },
  notice: { order: isNoticeOrder },
});
