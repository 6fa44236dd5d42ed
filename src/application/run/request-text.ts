import type { AgentRequest, Preview, ToolRequest } from '../../domain/run/agent-request.js';
import { formatSpan } from '../../domain/schedule/delay.js';
import { excerpt, shortened } from '../excerpt.js';
import { codeBlock, codeSpan, escapeMarkdown } from '../markdown.js';
import type { QuestionSheet } from './question-sheet.js';

/** How much of a preview is shown: lines of one kind in a row, characters of a line, characters in all and of its end. */
const MOST_LINES = 14;
const LONGEST_LINE = 160;
const LONGEST_PREVIEW = 2_400;
const LONGEST_END = 600;
/** Characters of a question, of an option's label and of what is said about it: all fit one message. */
const LONGEST_QUESTION = 1_000;
const LONGEST_LABEL = 80;
const LONGEST_DESCRIPTION = 120;

/** How a request ended, for the message that asked. */
export type RequestEnd =
  | { readonly kind: 'allowed' | 'always' | 'denied' | 'skipped' | 'outline'; readonly by: string }
  | { readonly kind: 'denied-because'; readonly by: string; readonly text: string }
  | { readonly kind: 'answered'; readonly by: string; readonly answers: readonly string[] }
  | { readonly kind: 'unanswered'; readonly afterMs: number }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'over' };

/** The message that asks, as Markdown. */
export function requestText(request: AgentRequest, sheet: QuestionSheet | null): string {
  switch (request.kind) {
    case 'tool':
      return toolText(request);
    case 'plan':
      return request.plan === ''
        ? '📋 **The agent asks to begin**, but wrote no plan down. “Outline first” makes it do that.'
        : '📋 **Approve this plan?**';
    case 'questions':
      return sheet === null ? '' : questionText(sheet);
  }
}

/** The line that says what is to be written next; below the request. */
export function wordsWanted(request: AgentRequest): string {
  switch (request.kind) {
    case 'tool':
      return '✍️ _Write the reason as your next message._';
    case 'plan':
      return '✍️ _Write what you think of it as your next message._';
    case 'questions':
      return '✍️ _Write the answer as your next message._';
  }
}

/** What is left of the message once nothing is asked any more. */
export function endedText(request: AgentRequest, end: RequestEnd): string {
  const what = shortText(request);
  switch (end.kind) {
    case 'allowed':
      return `✅ ${escapeMarkdown(end.by)} ${request.kind === 'plan' ? 'approved' : 'allowed'} ${what}.`;
    case 'always':
      return `♾ ${escapeMarkdown(end.by)} allowed ${what}, and in this session always: ${alwaysOf(request)}.`;
    case 'denied':
      return `❌ ${escapeMarkdown(end.by)} ${request.kind === 'plan' ? 'refused' : 'denied'} ${what}.`;
    case 'denied-because':
      return `${request.kind === 'plan' ? '💬' : '❌'} ${escapeMarkdown(end.by)} on ${what}: ${escapeMarkdown(excerpt(end.text, 300))}`;
    case 'outline':
      return `📝 ${escapeMarkdown(end.by)} wants to read an outline before deciding on ${what}.`;
    case 'skipped':
      return `🤷 ${escapeMarkdown(end.by)} left ${what} to the agent.`;
    case 'answered':
      return answeredText(request, end.answers);
    case 'unanswered':
      return request.kind === 'questions'
        ? `⌛ Nobody answered ${what} within ${formatSpan(end.afterMs)}; the agent goes on as it thinks best.`
        : `⌛ Nobody answered within ${formatSpan(end.afterMs)}, so the agent was told no to ${what} and goes on.`;
    case 'withdrawn':
      return `⚪️ The agent does not ask for ${what} any more.`;
    case 'over':
      return `⚪️ The run ended before anybody decided on ${what}.`;
  }
}

function toolText(request: ToolRequest): string {
  const subject = request.subject === null ? '' : ` · ${codeSpan(shortened(request.subject, 300))}`;
  const head = `✋ **May the agent use ${escapeMarkdown(request.tool)}?**${subject}`;
  const always = request.always === null ? '' : `\n\n♾ means: ${codeSpan(shortened(request.always, 300))}`;
  return `${head}${request.preview === null ? '' : `\n\n${previewBlock(request.preview)}`}${always}`;
}

function questionText(sheet: QuestionSheet): string {
  const { questions, current, at, answers } = sheet;
  const number = questions.length > 1 ? ` ${at + 1} of ${questions.length}` : '';
  const before = answers.map((answer, index) => `_${answerLine(questions[index]?.text ?? '', answer)}_`);
  const options = (current?.options ?? []).map(({ label, description }, index) => {
    const more = description === null ? '' : ` – ${escapeMarkdown(shortened(description, LONGEST_DESCRIPTION))}`;
    return `${index + 1}\\. **${escapeMarkdown(shortened(label, LONGEST_LABEL))}**${more}`;
  });
  const hint = options.length === 0 ? '✍️ _Write the answer as your next message._' : '';
  const question = `❓ **Question${number}:** ${escapeMarkdown(shortened(current?.text ?? '', LONGEST_QUESTION))}`;
  return [...before, question, options.join('  \n'), hint].filter((part) => part !== '').join('\n\n');
}

function answeredText(request: AgentRequest, answers: readonly string[]): string {
  if (request.kind !== 'questions') return '✅ Answered.';
  const lines = request.questions.map(({ text }, index) => answerLine(text, answers[index] ?? ''));
  return `✅ Answered:\n\n${lines.join('\n\n')}`;
}

function answerLine(question: string, answer: string): string {
  return `${escapeMarkdown(excerpt(question, 120))} → **${escapeMarkdown(excerpt(answer, 200))}**`;
}

function shortText(request: AgentRequest): string {
  switch (request.kind) {
    case 'tool':
      return [
        escapeMarkdown(request.tool),
        ...(request.subject === null ? [] : [codeSpan(shortened(request.subject, 300))]),
      ].join(' ');
    case 'plan':
      return 'the plan';
    case 'questions':
      return request.questions.length === 1 ? 'the question' : 'the questions';
  }
}

function alwaysOf(request: AgentRequest): string {
  return request.kind === 'tool' ? codeSpan(shortened(request.always ?? '', 300)) : '';
}

/** A change may be judged by its beginning; what is run has to be seen whole, or be seen to be cut. */
function previewBlock({ language, text }: Preview): string {
  const shown = language === 'diff' ? cutLines(text.split('\n')).join('\n') : text;
  return codeBlock(cutMiddle(shown), language);
}

function cutMiddle(text: string): string {
  const characters = [...text];
  const left = characters.length - LONGEST_PREVIEW;
  if (left <= 0) return text;
  const head = characters.slice(0, LONGEST_PREVIEW - LONGEST_END).join('');
  return `${head}\n… ${left} characters left out …\n${characters.slice(-LONGEST_END).join('')}`;
}

/** Of each stretch of lines that begin alike (removed, added, neither) the first ones, and how many more there are. */
function cutLines(lines: readonly string[]): readonly string[] {
  const stretches: string[][] = [];
  for (const line of lines) {
    const last = stretches.at(-1);
    if (last !== undefined && signOf(last[0] ?? '') === signOf(line)) last.push(line);
    else stretches.push([line]);
  }
  return stretches.flatMap((stretch) => {
    const shown = stretch.slice(0, MOST_LINES).map((line) => shortened(line, LONGEST_LINE));
    const more = stretch.length - shown.length;
    return more === 0 ? shown : [...shown, `… ${more} more ${more === 1 ? 'line' : 'lines'}`];
  });
}

function signOf(line: string): string {
  return /^[+-] /.exec(line)?.[0] ?? '';
}
