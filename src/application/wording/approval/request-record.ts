import type { AgentRequest, ToolRequest } from '../../../domain/run/agent-request.js';
import type { RequestEnd } from '../../../domain/run/request-end.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import { scopeWords } from '../run/scope-words.js';
import { cutMiddle, excerpt, onOneLine } from '../text/excerpt.js';
import { codeSpan, escapeMarkdown } from '../text/markdown.js';
import { quoteBlock } from '../text/quote-block.js';
import { visibleText } from '../text/visible-text.js';
import { planText } from './plan-text.js';
import { previewText } from './tool-request-text.js';

/** UTF-16 units of what was decided on, of the fields beside it, of what a person said to it, and of a question. */
const LONGEST_SUBJECT = 300;
const LONGEST_FIELDS = 400;
const LONGEST_WORDS = 300;
const LONGEST_QUESTION = 120;
/** And of the plan, the change or the command below that. */
const LONGEST_KEPT = 1_800;

/** What stays of the message that asked: how it was decided, and below it what was decided on. By others in part: not ours to be tapped. */
export function requestRecord(request: AgentRequest, end: RequestEnd): string {
  const kept = keptText(request);
  return kept === null ? decisionText(request, end) : `${decisionText(request, end)}\n\n${quoteBlock(kept)}`;
}

/** The plan, the change or the command, as much of it as is worth keeping; `null` where the decision says it all. */
function keptText(request: AgentRequest): string | null {
  switch (request.kind) {
    case 'questions':
      return null;
    case 'plan':
      return request.plan === '' ? null : planText(request.plan, LONGEST_KEPT);
    case 'tool': {
      const { preview } = request;
      const isSaid = preview === null || (preview.language === 'sh' && isShortLine(preview.text));
      return isSaid ? null : previewText(preview, LONGEST_KEPT).markdown;
    }
  }
}

function isShortLine(command: string): boolean {
  return command.length <= LONGEST_SUBJECT && !command.trim().includes('\n');
}

function decisionText(request: AgentRequest, end: RequestEnd): string {
  const what = whatOf(request);
  switch (end.kind) {
    case 'allowed':
      return request.kind === 'plan'
        ? `✅ Plan approved${byOf(end)}. Edits and commands are still asked about.`
        : `✅ Allowed${byOf(end)}: ${what}`;
    case 'task':
      return `⏩ Plan approved${byOf(end)}. Edits and commands are not asked about until this task ends.`;
    case 'always':
      return `♾ Allowed${byOf(end)}: ${what}  \nFrom now on in this conversation: ${alwaysOf(request)}`;
    case 'denied':
      return request.kind === 'plan' ? `❌ Plan refused${byOf(end)}.` : `❌ Denied${byOf(end)}: ${what}`;
    case 'denied-because':
      return `❌ Denied${byOf(end)}: ${what}  \n💬 ${escapeMarkdown(excerpt(end.text, LONGEST_WORDS))}`;
    case 'discussed':
      return `💬 Plan not approved yet. ${toldBy(end)}: ${escapeMarkdown(excerpt(end.text, LONGEST_WORDS))}`;
    case 'outline':
      return `📝 An outline was asked for${byOf(end)} before deciding on ${what}.`;
    case 'skipped':
      return `🤷 Left to the agent${byOf(end)}: ${what}`;
    case 'answered':
      return answeredText(request, end);
    case 'unanswered':
      return request.kind === 'questions'
        ? `⌛ Nobody answered within ${formatSpan(end.afterMs)}, so the agent continues as it thinks best: ${what}`
        : `⌛ Nobody answered within ${formatSpan(end.afterMs)}, so this was not allowed and the agent continues: ${what}`;
    case 'withdrawn':
      return request.kind === 'tool'
        ? `⚪️ The agent no longer asks for this: ${what}`
        : `⚪️ The agent no longer asks: ${what}`;
    case 'over':
      return `⚪️ The run ended before anybody ${request.kind === 'questions' ? 'answered' : 'decided'}: ${what}`;
  }
}

/** A question and what was answered, on one line. */
export function answerLine(question: string, answer: string): string {
  return `${escapeMarkdown(excerpt(question, LONGEST_QUESTION))} → **${escapeMarkdown(excerpt(answer, 200))}**`;
}

function answeredText(request: AgentRequest, end: Extract<RequestEnd, { kind: 'answered' }>): string {
  if (request.kind !== 'questions') return `✅ Answered${byOf(end)}.`;
  const lines = request.questions.map(({ text }, index) => answerLine(text, end.answers[index] ?? ''));
  return `✅ Answered${byOf(end)}:\n\n${lines.join('\n\n')}`;
}

function toldBy({ by }: { readonly by: string | null }): string {
  return by === null ? 'The agent was told' : `${escapeMarkdown(by)} told the agent`;
}

function byOf({ by }: { readonly by: string | null }): string {
  return by === null ? '' : ` by ${escapeMarkdown(by)}`;
}

function whatOf(request: AgentRequest): string {
  switch (request.kind) {
    case 'tool':
      return toolRecord(request);
    case 'plan':
      return 'the plan';
    case 'questions':
      return request.questions.map(({ text }) => escapeMarkdown(excerpt(text, LONGEST_QUESTION))).join(' · ');
  }
}

function toolRecord({ tool, subject, preview, target, fields }: ToolRequest): string {
  const isCommand = preview?.language === 'sh';
  const name = isCommand ? '' : escapeMarkdown(tool);
  const main = isCommand ? preview.text : subject;
  const leads = target === null || target.real === target.path ? '' : `→ ${codeOf(target.real, LONGEST_SUBJECT)}`;
  const change = preview?.language === 'diff' ? escapeMarkdown(`(${countOf(preview.text)})`) : '';
  // What the agent says about a command is no part of it.
  const beside = fields.filter(({ name: field }) => !isCommand || field !== 'description');
  const rest = beside.map(({ name: field, value }) => `${field}: ${cutMiddle(value, LONGEST_FIELDS)}`).join(', ');
  const more = rest === '' ? '' : `· ${codeOf(rest, LONGEST_FIELDS)}`;
  const parts = [name, main === null ? '' : codeOf(main, LONGEST_SUBJECT), leads, change, more];
  return parts.filter((part) => part !== '').join(' ');
}

function codeOf(text: string, most: number): string {
  // What is made visible grows; what is left out anyway need not be looked at.
  return codeSpan(cutMiddle(visibleText(onOneLine(cutMiddle(text.trim(), 4 * most))), most));
}

function countOf(diff: string): string {
  const lines = diff.split('\n');
  const count = (sign: string) => lines.filter((line) => line.startsWith(`${sign} `)).length;
  return `+${count('+')} −${count('-')}`;
}

function alwaysOf(request: AgentRequest): string {
  return request.kind === 'tool' ? codeSpan(scopeWords(request.always)) : '';
}
