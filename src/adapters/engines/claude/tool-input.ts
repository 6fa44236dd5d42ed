import type { Preview, ToolField } from '../../../domain/run/agent-request.js';
import { formatSpan } from '../../../domain/schedule/delay.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';
import { editLines, markedLines } from './edit-lines.js';

/** What a tool is given, for a person to judge: its main part, and every field beside it. */
export interface ShownInput {
  readonly preview: Preview | null;
  readonly fields: readonly ToolField[];
}

/** Fields of the input that the preview says. */
const PREVIEWED: ReadonlyMap<string, readonly string[]> = new Map([
  ['Bash', ['command']],
  ['Write', ['content']],
  ['Edit', ['old_string', 'new_string']],
  ['MultiEdit', ['edits']],
  ['NotebookEdit', ['new_source']],
]);

/** Fields that are a time in milliseconds. */
const SPANS: ReadonlySet<string> = new Set(['timeout', 'timeout_ms']);

/** The input as it is shown; `said` names the fields that are shown elsewhere. */
export function shownInput(tool: string, input: JsonObject, said: readonly string[]): ShownInput {
  const previewed = [...(PREVIEWED.get(tool) ?? []), ...said];
  const fields = Object.entries(input)
    .filter(([name]) => !previewed.includes(name))
    .map(([name, value]) => ({ name, value: fieldText(name, value) }));
  return { preview: previewOf(tool, input), fields: tool === 'MultiEdit' ? [...fields, ...partFields(input)] : fields };
}

function previewOf(tool: string, input: JsonObject): Preview | null {
  switch (tool) {
    case 'Bash':
      return { language: 'sh', text: whole(input['command']) };
    case 'Write':
      return { language: 'diff', text: markedLines('+', whole(input['content'])) || '(empty)' };
    case 'Edit':
      return { language: 'diff', text: edit(input) };
    case 'MultiEdit':
      return {
        language: 'diff',
        text: listOf(input['edits'])
          .map((one) => edit(objectOf(one)))
          .join('\n'),
      };
    case 'NotebookEdit':
      return { language: 'diff', text: markedLines('+', whole(input['new_source'])) || '(empty)' };
    default:
      return null;
  }
}

function edit(input: JsonObject): string {
  return editLines(whole(input['old_string']), whole(input['new_string']));
}

/** What the parts of a MultiEdit say beside their texts. */
function partFields(input: JsonObject): readonly ToolField[] {
  return listOf(input['edits']).flatMap((one, index) =>
    Object.entries(objectOf(one))
      .filter(([name]) => name !== 'old_string' && name !== 'new_string')
      .map(([name, value]) => ({ name: `edit ${index + 1} ${name}`, value: fieldText(name, value) })),
  );
}

function fieldText(name: string, value: unknown): string {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && SPANS.has(name))
    return `${value} ms (${formatSpan(value)})`;
  return whole(value);
}

/** Also what should have been a text and is none. */
function whole(value: unknown): string {
  return textOf(value) ?? (value === undefined || value === '' ? '' : (JSON.stringify(value) ?? ''));
}
