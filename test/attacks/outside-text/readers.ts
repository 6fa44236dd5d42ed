import { keyParts } from '../../../src/adapters/config/edit/key-parts.js';
import { nearest } from '../../../src/adapters/config/faults/nearest.js';
import { parseToml } from '../../../src/adapters/config/toml/parse-toml.js';
import { positionsIn } from '../../../src/adapters/config/toml/positions.js';
import { IntlCronCalendar } from '../../../src/adapters/cron/intl-cron-calendar.js';
import { agentRequest } from '../../../src/adapters/engines/claude/agent-request.js';
import { explainStderr, resultProblem } from '../../../src/adapters/engines/claude/problem.js';
import { shellCommand } from '../../../src/adapters/engines/codex/shell-command.js';
import { ENGINES } from '../../../src/adapters/engines/engines.js';
import { LineSplitter, parseJsonLine } from '../../../src/adapters/engines/lines/json-lines.js';
import { parsePsLine } from '../../../src/adapters/engines/process/process-table.js';
import { StderrRing, withoutColours } from '../../../src/adapters/engines/process/stderr-ring.js';
import { errorBody } from '../../../src/adapters/engines/stream/error-body.js';
import { linesInDiff } from '../../../src/adapters/engines/stream/line-count.js';
import { providerProblem } from '../../../src/adapters/engines/stream/provider-problem.js';
import { readableTool } from '../../../src/adapters/engines/stream/readable-tool.js';
import { tellingLine } from '../../../src/adapters/engines/stream/telling-line.js';
import { toolAction } from '../../../src/adapters/engines/stream/tool-action.js';
import { oneLine, relativeCommand } from '../../../src/adapters/engines/stream/tool-text.js';
import { DenyGlobs } from '../../../src/adapters/files/deny-globs.js';
import { filePath } from '../../../src/adapters/files/path-shape.js';
import { branchNameProblem } from '../../../src/adapters/git/branch-name.js';
import { proofOf } from '../../../src/adapters/http/authentication/authenticate.js';
import { headerParameters } from '../../../src/adapters/http/body/header-parameters.js';
import { parsePayload } from '../../../src/adapters/http/body/parse-payload.js';
import { partHeader } from '../../../src/adapters/http/body/part-header.js';
import { uploadName } from '../../../src/adapters/http/body/upload-name.js';
import { clientOf } from '../../../src/adapters/http/server/client-address.js';
import { prettyLines } from '../../../src/adapters/journal/pretty-lines.js';
import { Redactor } from '../../../src/adapters/journal/redactor.js';
import { toPlain } from '../../../src/adapters/journal/to-plain.js';
import { notification } from '../../../src/adapters/service/notification.js';
import { tokenRedaction } from '../../../src/adapters/telegram/calls/token-redaction.js';
import { messageLimits, plain } from '../../../src/adapters/telegram/text/formatted-text.js';
import { joinNotices } from '../../../src/adapters/telegram/text/join-notices.js';
import { resolveCharacterReferences } from '../../../src/adapters/telegram/text/markdown/character-references.js';
import { displayWidth } from '../../../src/adapters/telegram/text/markdown/display-width.js';
import { fileLinkText } from '../../../src/adapters/telegram/text/markdown/file-link.js';
import { fitWidth, fitWidthInMiddle } from '../../../src/adapters/telegram/text/markdown/fit-width.js';
import { linkTarget } from '../../../src/adapters/telegram/text/markdown/link-target.js';
import { isLong } from '../../../src/adapters/telegram/text/markdown/long-text.js';
import { renderMarkdown } from '../../../src/adapters/telegram/text/markdown/render-markdown.js';
import { renderAction } from '../../../src/adapters/telegram/text/run/action-lines.js';
import { renderFinal } from '../../../src/adapters/telegram/text/run/final-view.js';
import { fitActions } from '../../../src/adapters/telegram/text/run/fit-actions.js';
import { latestWords } from '../../../src/adapters/telegram/text/run/latest-words.js';
import { renderProgress } from '../../../src/adapters/telegram/text/run/progress-view.js';
import { renderContent, renderNotice } from '../../../src/adapters/telegram/text/run/render-content.js';
import { renderFinalFooter, renderProgressFooter } from '../../../src/adapters/telegram/text/run/run-footer.js';
import { shortModel } from '../../../src/adapters/telegram/text/run/short-model.js';
import { splitFormatted, trimFormatted } from '../../../src/adapters/telegram/text/split.js';
import { reasonIn, textIn } from '../../../src/adapters/voice/transcription-answer.js';
import { parsePause } from '../../../src/application/chat/commands/triggers/pause-words.js';
import { withPassages } from '../../../src/application/chat/understand/words-of.js';
import { requestPressOf } from '../../../src/application/run/approval/request-buttons.js';
import { urlHost } from '../../../src/application/triggers/actions/url-host.js';
import { pathSegment } from '../../../src/application/triggers/files/path-segment.js';
import { planText } from '../../../src/application/wording/approval/plan-text.js';
import { requestRecord } from '../../../src/application/wording/approval/request-record.js';
import { askedBackRecord, requestText } from '../../../src/application/wording/approval/request-text.js';
import { chatProblemText } from '../../../src/application/wording/chat/chat-problem-text.js';
import { confirmText, understoodText, voiceProblemText } from '../../../src/application/wording/chat/voice-text.js';
import { recognisedError } from '../../../src/application/wording/run/known-errors.js';
import { asMarkdown } from '../../../src/application/wording/text/as-markdown.js';
import { cleanText } from '../../../src/application/wording/text/clean-text.js';
import { excerpt } from '../../../src/application/wording/text/excerpt.js';
import { codeBlock, codeSpan, escapeMarkdown } from '../../../src/application/wording/text/markdown.js';
import { quoteBlock } from '../../../src/application/wording/text/quote-block.js';
import { errorWithPaths, safeError, withoutPaths } from '../../../src/application/wording/text/safe-error.js';
import { shorten, shortLine } from '../../../src/application/wording/text/shorten.js';
import { visibleText } from '../../../src/application/wording/text/visible-text.js';
import { noticeText } from '../../../src/application/wording/triggers/notice-text.js';
import { outboundText } from '../../../src/application/wording/triggers/outbound-text.js';
import { promptWithData, templatePrompt } from '../../../src/application/wording/triggers/trigger-prompt.js';
import { parseDirectives } from '../../../src/domain/chat/directives.js';
import { parseDotTypo, parseSlashCommand } from '../../../src/domain/chat/slash-command.js';
import { spokenSlash, withSpokenChoices } from '../../../src/domain/chat/spoken-message.js';
import { markedEnd, type TextMark } from '../../../src/domain/chat/text-mark.js';
import { parseCronExpression } from '../../../src/domain/cron/cron-expression.js';
import { readCronTest } from '../../../src/domain/cron/cron-test-text.js';
import { withHint } from '../../../src/domain/engine/known-error.js';
import { parseContextLine } from '../../../src/domain/project/context-line.js';
import type { AgentRequest } from '../../../src/domain/run/agent-request.js';
import { plainAnswer } from '../../../src/domain/run/answer-words.js';
import { parseWhen } from '../../../src/domain/schedule/parse-when.js';
import { resetTime } from '../../../src/domain/schedule/reset-time.js';
import { Secret } from '../../../src/domain/secret.js';
import { placeholdersOf, renderTemplate } from '../../../src/domain/trigger/template.js';
import { RECORDED_ENGINES, type RecordedEngine, recordingsOf } from '../../adapters/engines/replay/recordings.js';
import { recordedOrder } from '../../adapters/engines/replay/replay.js';
import { action, face, final, progress } from '../../adapters/telegram/text/views.js';
import { webhook } from '../../support/builders/webhook.js';

/** A function that is given text from outside. */
export interface Reader {
  readonly name: string;
  /** Whether it renders, which takes longer than anything else. */
  readonly renders: boolean;
  read(text: string): unknown;
}

const FENCE = { name: 'webhook:issues', nonce: 'abcdef' } as const;
const VOCABULARY = { engines: new Set(['claude']), projects: new Set(['shop']), botUsername: 'bot' };
const PROBLEM = { kind: 'other', message: '' } as const;
const token = new Secret('123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi');
const redactor = new Redactor();
redactor.conceal([token, new Secret('aaaa aaaa'), new Secret('[[[[')]);
const redactToken = tokenRedaction(token);
const pretty = prettyLines(true);
const around = { directory: '/srv', mode: null, outline: '' };

/** As many marks as Telegram takes, each in the one before. */
function manyMarks(length: number): readonly TextMark[] {
  const kinds = ['quote', 'link', 'code', 'block'] as const;
  return Array.from({ length: 200 }, (_, n) => ({
    kind: kinds[n % 4] ?? 'code',
    offset: n,
    length: Math.max(1, length - 2 * n),
    url: 'https://a.example/(x)',
  }));
}

/** Where the text comes from: what people write, what senders send, what agents say, what files and programs hold. */
const FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  // What is shown.
  renderMarkdown,
  renderContent: (text) => renderContent({ markdown: text }),
  'renderContent, escaped': (text) => renderContent({ markdown: escapeMarkdown(text) }),
  'renderContent, a problem': (text) => renderContent({ problem: { kind: 'worktree', branch: text, message: text } }),
  'renderNotice, joined': (text) => joinNotices([renderNotice(text), renderNotice(escapeMarkdown(text))]),
  'renderContent, outside': (text) => renderContent({ markdown: text, outside: true, brief: true }),
  'renderContent, understood': (text) => renderContent({ markdown: understoodText(text), outside: true, brief: true }),
  'renderNotice, understood?': (text) => [false, true].map((byTap) => renderNotice(confirmText(text, byTap))),
  'voiceProblemText, a server': (text) =>
    voiceProblemText({ kind: 'refused', host: 'ears.example', status: 400, said: text }),
  'voiceProblemText, a program': (text) =>
    voiceProblemText({ kind: 'program-failed', program: 'listen', exitCode: 1, said: text }),
  'transcription answer': (text) => [textIn(text), reasonIn(text), textIn(JSON.stringify({ text }))],
  spokenSlash: (text) => [spokenSlash(text), withSpokenChoices(`slash codex ${text}`, new Set(['codex']))],
  noticeText: (text) => noticeText('{{a}} {{b}}', { a: text, b: [text] }),
  'renderFinal, split': (text) => renderFinal(final({ answer: text }), { trim: false }),
  'renderFinal, trimmed': (text) => renderFinal(final({ answer: text }), { trim: true }),
  'renderFinal, an error': (text) =>
    renderFinal(final({ status: 'error', problem: { ...PROBLEM, message: text }, answer: text }), { trim: false }),
  'renderFinal, cut': (text) =>
    renderFinal(final({ status: 'interrupted', actions: [action({ title: text, detail: text })] }), { trim: false }),
  renderProgress: (text) =>
    renderProgress(
      progress({
        verbose: true,
        actions: [
          action({ title: text, detail: text, phase: 'started' }),
          action({ kind: 'note', title: text }),
          action({ kind: 'tool', title: `read: ${text}` }),
        ],
      }),
    ),
  renderAction: (text) =>
    renderAction(action({ kind: 'note', title: text, detail: text }), {
      atMs: 0,
      verbose: true,
    }),
  fitActions: (text) =>
    fitActions(
      Array.from({ length: 5 }, () => action({ title: text })),
      { atMs: 0, verbose: true },
      messageLimits,
    ),
  'renderProgressFooter, the resume line': (text) => renderProgressFooter({ ...face, resumeLine: text }, false),
  'renderFinalFooter, warnings': (text) => renderFinalFooter(final({ warnings: [text, text] }), text),
  'renderProgressFooter, the rest': (text) =>
    renderProgressFooter(
      { ...face, context: { project: text, branch: text }, meta: { model: text, permissionMode: text } },
      false,
    ),
  latestWords,
  'todoLine, shown': (text) => renderProgress(progress({ todos: [{ text, state: 'active' }] })),
  'renderFinal, said before': (text) => renderFinal(final({ earlier: [text, text] }), { trim: false }),
  'renderMarkdown, a table': (text) => renderMarkdown(`| ${text} | b |\n|-|-|\n| ${text} | ${text} |`),
  'renderMarkdown, a link to a file': (text) => renderMarkdown(`[${text}](/a/${text})`),
  fileLinkText: (text) => fileLinkText(`/srv/${text}`, text),
  fitWidth: (text) => [fitWidth(text, 60), fitWidthInMiddle(text, 60)],
  isLong,
  quoteBlock,
  splitFormatted: (text) => splitFormatted(plain(text), messageLimits),
  trimFormatted: (text) => trimFormatted(plain(text), messageLimits),
  'chatProblemText, names': (text) => chatProblemText({ kind: 'unknown-project', name: text, known: [text] }),
  'chatProblemText, usage': (text) => chatProblemText({ kind: 'usage', why: text, usage: [text] }),
  safeError,
  recognisedError,
  withHint: (text) => ENGINES.map(({ manifest }) => withHint({ kind: 'other', message: text }, manifest.knownErrors)),
  shortModel,
  'shorten, little': (text) => shorten(text, 100),
  'shorten, much': (text) => shorten(text, text.length - 1),
  shortLine: (text) => shortLine(text, 200),
  displayWidth,
  linkTarget,
  cleanText,
  resolveCharacterReferences,
  escapeMarkdown,
  codeSpan,
  codeBlock: (text) => codeBlock(text, 'diff'),
  excerpt: (text) => excerpt(text, 80),
  'requestText, a command': (text) => requestText(toolRequest({ command: text, description: text }, 'Bash'), null),
  'requestText, an edit': (text) =>
    requestText(toolRequest({ file_path: text, old_string: text, new_string: `${text}x` }, 'Edit'), null),
  'requestText, anything': (text) => requestText(toolRequest({ a: text, [text]: 1 }, 'mcp__a__b'), null),
  requestRecord: (text) =>
    requestRecord(toolRequest({ command: text, description: text }, 'Bash'), {
      kind: 'denied-because',
      by: text,
      text,
    }),
  askedBackRecord: (text) => askedBackRecord(text, { kind: 'denied-because', by: text, text }),
  'planText, shown': (text) => planText(text),
  'requestRecord, a plan': (text) =>
    renderContent({
      markdown: requestRecord({ kind: 'plan', id: '1', plan: text }, { kind: 'over' }),
      outside: true,
    }),
  plainAnswer,
  visibleText,
  // What people write.
  parseDirectives: (text) => parseDirectives(text, VOCABULARY),
  asMarkdown: (text) =>
    (['quote', 'link', 'code', 'block'] as const).map((kind) =>
      asMarkdown({ text, marks: [{ kind, offset: 0, length: text.length, url: text, language: text }] }),
    ),
  'asMarkdown, of many marks': (text) => asMarkdown(markedEnd({ text, marks: manyMarks(text.length) }, text.slice(9))),
  withPassages: (text) => withPassages(text, [{ came: 'passed-on', by: text, text }], 'abcdef'),
  parseSlashCommand,
  parseDotTypo,
  parseContextLine,
  parseWhen,
  parsePause,
  'parseResumeLine, all engines': (text) => text.split('\n').map(resumeIn),
  parseCronExpression,
  readCronTest: (text) => readCronTest(text, () => false),
  requestPressOf,
  branchNameProblem,
  // What senders send.
  'templatePrompt, a value': (text) => templatePrompt('{{a}}', { a: text }, FENCE),
  promptWithData: (text) => promptWithData('x', 'data', text, FENCE),
  'renderTemplate, a template': (text) => renderTemplate(text, { a: ['b'] }),
  'renderTemplate, a value': (text) => renderTemplate('{{a}} {{a}}', { a: text }),
  placeholdersOf,
  pathSegment,
  urlHost,
  outboundText: (text) => outboundText({ kind: 'connection-failed', host: text, code: text }),
  headerParameters,
  partHeader: (text) => partHeader({ 'content-disposition': [text], 'content-type': [text] }),
  'parsePayload, JSON': (text) => parsePayload(Buffer.from(text), 'application/json'),
  'parsePayload, a form': (text) => parsePayload(Buffer.from(text), 'application/x-www-form-urlencoded'),
  'parsePayload, its type': (text) => parsePayload(Buffer.from('{}'), text),
  uploadName,
  clientOf: (text) => clientOf('127.0.0.1', { 'x-forwarded-for': text, forwarded: text, host: text }, ['127.0.0.1/32']),
  ...Object.fromEntries(
    (['bearer', 'hmac-sha256', 'hmac-sha1', 'github', 'gitlab', 'slack', 'stripe', 'standard-webhooks'] as const).map(
      (auth) => [
        `proofOf, ${auth}`,
        (text: string) => proofOf(webhook({ auth }), { local: false, headers: shown(text) }, 0, false),
      ],
    ),
  ),
  filePath: (text) => filePath(`/${text}`),
  denyingGlob: (text) => new DenyGlobs(['**/.env', '.git/**', '**/*.pem']).denying(text),
  // What agents say, beside the translators below.
  lineSplitter: (text) => new LineSplitter().push(Buffer.from(text)),
  stderrRing: (text) => {
    const ring = new StderrRing();
    ring.push(Buffer.from(text));
    return ring.tail();
  },
  withoutColours,
  oneLine: (text) => oneLine(text, 400),
  relativeCommand: (text) => relativeCommand(text, '/srv'),
  shellCommand,
  toolAction: (text) => toolAction({ id: '1', name: text, input: { command: text, a: text } }, '/srv'),
  readableTool: (text) => [readableTool(text, null), readableTool(`mcp__a__${text}`, text)],
  'agentRequest, its tool and path': (text) =>
    agentRequest('1', { tool_name: text, display_name: text, input: { file_path: text, content: text } }, around),
  agentRequest: (text) =>
    agentRequest('1', { tool_name: 'Edit', input: { old_string: text, new_string: text } }, around),
  providerProblem,
  errorBody,
  tellingLine,
  linesInDiff,
  errorWithPaths: (text) => errorWithPaths(text, 800),
  withoutPaths,
  resetTime: (text) => resetTime(text, { now: 0, times: new IntlCronCalendar() }),
  'explain, all engines': (text) => RECORDED_ENGINES.map(({ profile }) => profile.explain(text, 1)),
  resultProblem: (text) =>
    resultProblem({ is_error: true, result: text, errors: [text] }, { code: null, resetsAt: null }),
  explainStderr,
  parsePsLine,
  // What files hold and what is logged.
  parseToml,
  positionsIn,
  keyParts,
  'nearest, a key': (text) => nearest(text, ['triggers', 'transports', 'projects']),
  redact: (text) => redactor.redact(text),
  redactToken,
  'toPlain, logged': (text) => toPlain({ text, [text]: [text] }, (part) => redactor.redact(part)),
  'prettyLines, logged': (text) => pretty(JSON.stringify({ level: 'info', time: 1, event: text.slice(0, 65_536) })),
  notification: (text) => notification([{ kind: 'status', line: text }], 0n),
};

/** One line of each type that the recordings hold, as they were written. */
function linesOf(engine: RecordedEngine): readonly unknown[] {
  const byType = new Map<string, unknown>();
  for (const { output } of recordingsOf(engine)) {
    for (const line of output.toString().split('\n')) {
      const parsed = line.startsWith('{') ? parseJsonLine(line) : null;
      if (parsed !== null) byType.set(JSON.stringify(parsed, typesOnly), parsed);
    }
  }
  return [...byType.values()].slice(0, MOST_LINES);
}

/** What tells one type of line from another. */
const TYPE_KEYS: ReadonlySet<string> = new Set([
  '',
  'type',
  'subtype',
  'item',
  'part',
  'message',
  'content',
  '0',
  'status',
]);
const MOST_LINES = 12;

function typesOnly(key: string, value: unknown): unknown {
  return TYPE_KEYS.has(key) ? value : undefined;
}

/** The same with the text from outside in the place of everything that is neither a type nor an id. */
function filled(value: unknown, text: string, key = ''): unknown {
  if (typeof value === 'string') return KEPT.test(key) ? value : text;
  if (Array.isArray(value)) return value.map((inner) => filled(inner, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, text, name)]));
}

const KEPT = /^(?:type|subtype|role|status|id|uuid|name|tool|tool_name|.*_?id|.*ID|timestamp)$/i;

function resumeIn(line: string): readonly (string | null)[] {
  return RECORDED_ENGINES.map(({ profile }) => profile.parseResumeLine(line));
}

function toolRequest(input: Readonly<Record<string, unknown>>, tool: string): AgentRequest {
  const request = agentRequest('1', { tool_name: tool, input }, around);
  if (request === null) throw new Error('nothing is asked');
  return request;
}

/** Every header that a scheme looks at. */
function shown(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(SIGNED_HEADERS.map((name) => [name, text]));
}

const SIGNED_HEADERS = [
  ...['authorization', 'x-hub-signature-256', 'x-hub-signature', 'x-signature', 'x-gitlab-token', 'x-slack-signature'],
  ...['x-slack-request-timestamp', 'stripe-signature', 'webhook-id', 'webhook-timestamp', 'webhook-signature'],
];

/** Every function that takes text from outside, once for each way in which it is given. */
export const READERS: readonly Reader[] = [
  ...Object.entries(FUNCTIONS).map(([name, read]) => ({ name, renders: name.startsWith('render'), read })),
  ...RECORDED_ENGINES.map((engine): Reader => {
    const lines = linesOf(engine);
    return {
      name: `translator, ${engine.name}`,
      renders: false,
      read: (text) => {
        const translator = engine.profile.translator(recordedOrder(engine.directory));
        for (const line of lines) translator.translate(filled(line, text) as Record<string, unknown>);
        return [translator.text, translator.atEnd({ code: 1, signal: null })];
      },
    };
  }),
];
