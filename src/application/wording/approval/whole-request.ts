import type { AgentRequest, Question } from '../../../domain/run/agent-request.js';
import type { ChatFile } from '../../ports/chat/chat-channel.js';
import { codeBlock } from '../text/markdown.js';
import { visibleText } from '../text/visible-text.js';

/** UTF-16 units of a part: with its heading one message. */
const LONGEST_PART = 3_500;

/** How many parts are sent at a time. */
export const PARTS_AT_A_TIME = 5;

/** The same as a file. */
export function wholeRequestFile(request: AgentRequest): ChatFile {
  return { name: 'request.txt', text: `${visibleText(wholeText(request))}\n` };
}

/** All of what is asked, in as many messages as it takes; nothing is left out of it. */
export function wholeRequest(request: AgentRequest): readonly string[] {
  const parts = cutParts(visibleText(wholeText(request)));
  return parts.map((part, index) => `📄 Part ${index + 1} of ${parts.length}\n\n${codeBlock(part)}`);
}

function wholeText(request: AgentRequest): string {
  switch (request.kind) {
    case 'plan':
      return request.plan;
    case 'questions':
      return request.questions.map(questionText).join('\n\n');
    case 'tool': {
      const { tool, target, subject, preview, fields, reason } = request;
      const leads = target === null || target.real === target.path ? [] : [`leads to: ${target.real}`];
      const path = target?.path ?? subject;
      const main = preview === null ? [] : [preview.text];
      const lines = fields.map(({ name, value }) => `${name}: ${value}`);
      return [
        tool,
        ...(path === null ? [] : [path]),
        ...leads,
        ...main,
        ...lines,
        ...(reason === null ? [] : [`ℹ️ ${reason}`]),
      ].join('\n\n');
    }
  }
}

function questionText({ text, options }: Question, index: number): string {
  const lines = options.map(({ label, description }) => `- ${label}${description === null ? '' : `: ${description}`}`);
  return [`${index + 1}. ${text}`, ...lines].join('\n');
}

/** Cut behind a line where there is one in the last half of a part, and never inside a character. */
function cutParts(text: string): readonly string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length || parts.length === 0; ) {
    const most = text.slice(from, from + LONGEST_PART);
    const line = from + most.length < text.length ? most.lastIndexOf('\n') + 1 : 0;
    const part = line > LONGEST_PART / 2 ? most.slice(0, line) : most.replace(/[\uD800-\uDBFF]$/, '');
    parts.push(part);
    from += Math.max(1, part.length);
  }
  return parts;
}
