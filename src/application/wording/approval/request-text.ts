import type { AgentRequest } from '../../../domain/run/agent-request.js';
import type { QuestionSheet } from '../../../domain/run/question-sheet.js';
import type { RequestEnd } from '../../../domain/run/request-end.js';
import type { Shown } from '../run/shown.js';
import { shortened } from '../text/excerpt.js';
import { escapeMarkdown } from '../text/markdown.js';
import { visibleText } from '../text/visible-text.js';
import { LONGEST_PLAN } from './plan-text.js';
import { answerLine } from './request-record.js';
import { toolText } from './tool-request-text.js';

/** Characters of a question, of an option's label and of what is said about it: all fit one message. */
const LONGEST_QUESTION = 1_000;
const LONGEST_LABEL = 80;
const LONGEST_DESCRIPTION = 120;

/** The message that asks. */
export function requestText(request: AgentRequest, sheet: QuestionSheet | null): Shown {
  switch (request.kind) {
    case 'tool':
      return toolText(request);
    case 'plan':
      return request.plan === ''
        ? {
            markdown: '📋 **The agent wants to start** without a written plan. “Outline first” asks it for one.',
            whole: true,
          }
        : { markdown: '📋 **Approve this plan?**', whole: isShownWhole(request.plan) };
    case 'questions':
      return sheet === null ? { markdown: '', whole: true } : questionText(sheet);
  }
}

/** Markdown leaves out where links of that kind lead, and whatever else is written in such a line. */
const LINK_DEFINITION = /^[ >*+\d.-]*\[[^\]\n]*\]:/m;

function isShownWhole(plan: string): boolean {
  return plan.length <= LONGEST_PLAN && !LINK_DEFINITION.test(plan) && visibleText(plan).length <= LONGEST_PLAN;
}

/** What asks once more for a decision that nobody made yet. */
export const STILL_WAITING = '⏰ The agent is still waiting for your decision.';

/** The message that asks, with the line that says what is to be written next. */
export function withWordsWanted(asked: string, request: AgentRequest): string {
  return `${asked}\n\n${wordsWanted(request)}`;
}

function wordsWanted(request: AgentRequest): string {
  switch (request.kind) {
    case 'tool':
      return '✍️ _Write the reason as your next message._';
    case 'plan':
      return '✍️ _Write your feedback as your next message._';
    case 'questions':
      return '✍️ _Write the answer as your next message._';
  }
}

/** What is asked about words that are neither a yes nor a no. */
export function askBackText(words: string, instead: boolean): string {
  const asked = `❓ Allow it, or deny it and tell the agent this?\n\n> ${escapeMarkdown(shortened(words, LONGEST_QUESTION))}`;
  if (!instead) return asked;
  return `${asked}\n\nToo many of these questions are open here, so the oldest was closed; the agent was not told those words.`;
}

/** What stays of it where its sender edited the words. */
export function askBackEdited(words: string): string {
  return `✏️ Edited. No longer asked: ${escapeMarkdown(shortened(words, LONGEST_QUESTION))}`;
}

/** What leads to a question that others wait for, in reply to it. */
export const POINTED_OUT = '☝️ This is waiting for your answer. Tap a button there, or answer in words.';

/** What stays of it where newer words took its place: what became of these, and how they still count. */
export function askBackDropped(words: string): string {
  const text = escapeMarkdown(shortened(words, LONGEST_QUESTION));
  return `⚪️ No longer asked, because newer questions took its place. The agent was not told this: ${text}  \nTo say it after all, reply to the request again.`;
}

/** What stays of that message: whether the words were passed on. */
export function askedBackRecord(words: string, end: RequestEnd): string {
  const told = end.kind === 'denied-because' && end.text === words;
  const what = told ? '💬 The agent got this answer' : '⚪️ The agent did not get this answer';
  return `${what}: ${escapeMarkdown(shortened(words, LONGEST_QUESTION))}`;
}

function questionText(sheet: QuestionSheet): Shown {
  const { questions, current, at, answers } = sheet;
  const number = questions.length > 1 ? ` ${at + 1} of ${questions.length}` : '';
  const before = answers.map((answer, index) => `_${answerLine(questions[index]?.text ?? '', answer)}_`);
  const options = (current?.options ?? []).map(({ label, description }, index) => {
    const more = description === null ? '' : ` – ${escapeMarkdown(shortened(description, LONGEST_DESCRIPTION))}`;
    return `${index + 1}\\. **${escapeMarkdown(shortened(label, LONGEST_LABEL))}**${more}`;
  });
  const hint = options.length === 0 ? '✍️ _Write the answer as your next message._' : '';
  const question = `❓ **Question${number}:** ${escapeMarkdown(shortened(current?.text ?? '', LONGEST_QUESTION))}`;
  const markdown = [...before, question, options.join('  \n'), hint].filter((part) => part !== '').join('\n\n');
  return { markdown, whole: questions.every(isShort) };
}

function isShort({ text, options }: QuestionSheet['questions'][number]): boolean {
  return (
    text.length <= LONGEST_QUESTION &&
    options.every(
      ({ label, description }) => label.length <= LONGEST_LABEL && (description ?? '').length <= LONGEST_DESCRIPTION,
    )
  );
}
