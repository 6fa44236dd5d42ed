import { templateParts } from '../../../domain/trigger/template.js';
import { isFromOutside, isHarmless, type TemplateValues } from '../../../domain/trigger/template-values.js';
import { cutNote } from '../text/cut-note.js';
import { codeBlock, codeSpan, escapeMarkdown } from '../text/markdown.js';

/** How much of one value is shown, in characters: a notice is one message. */
const MOST_OF_A_VALUE = 3_500;

/** An address that shows whom it leads to, and nothing that only looks so. */
const ADDRESS = /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:[/?#][\x21-\x7e]*)?$/i;
const LONGEST_ADDRESS = 2_000;

/**
 * The notice that a template makes, as Markdown. The template's own words stand as they are. What comes from outside is set
 * in code, so that none of its lines looks like one of ours and nothing in it can be tapped; an address alone stays one.
 */
export function noticeText(template: string, values: TemplateValues): string {
  let text = '';
  let isBehindBlock = false;
  for (const part of templateParts(template, values)) {
    const isOurs = part.kind === 'own' || !isFromOutside(part.path) || isHarmless(part.value);
    const own = isBehindBlock ? part.text.replace(/^ *\n?/, '') : part.text;
    const shown: string = isOurs ? plainText(own) : outsideText(part.text);
    isBehindBlock = shown.startsWith('```') && shown.includes('\n');
    text += isBehindBlock ? `${text === '' || text.endsWith('\n') ? '' : '\n'}${shown}\n` : shown;
  }
  return text;
}

function plainText(text: string): string {
  return text.split('\n').map(escapeMarkdown).join('  \n');
}

function outsideText(whole: string): string {
  const value = whole.trim();
  const text = value.slice(0, MOST_OF_A_VALUE).toWellFormed();
  const cut = value.length > text.length ? `\n${cutNote(value.length - text.length)}` : '';
  if (text.length <= LONGEST_ADDRESS && ADDRESS.test(text)) return escapeMarkdown(text);
  return text.includes('\n') || cut !== '' ? codeBlock(text + cut) : codeSpan(text);
}
