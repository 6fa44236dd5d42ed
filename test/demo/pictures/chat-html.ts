import { entityHtml, escapeHtml } from './entity-html.js';
import type { PictureButton, PictureMessage } from './picture-message.js';

/** A chat to be shown. */
export interface ChatPicture {
  readonly title: string;
  readonly subtitle: string;
  readonly messages: readonly PictureMessage[];
  readonly theme: 'dark' | 'light';
  /** The style sheet. */
  readonly css: string;
}

const BACK = '<svg viewBox="0 0 24 24"><path d="M20 11H7.8l5.6-5.6L12 4l-8 8 8 8 1.4-1.4L7.8 13H20z"/></svg>';
const MORE =
  '<svg viewBox="0 0 24 24"><circle cx="12" cy="5.5" r="1.8"/><circle cx="12" cy="12" r="1.8"/><circle cx="12" cy="18.5" r="1.8"/></svg>';
const READ = '<svg viewBox="0 0 20 12"><path d="M1 6.5 4.8 10 12 2M8.6 9.2l.9.8L17 2" /></svg>';
const COPY =
  '<svg class="corner" viewBox="0 0 16 16"><path d="M5.5 2.5h6a2 2 0 0 1 2 2v6M4.5 5.5h4a1.5 1.5 0 0 1 1.5 1.5v4a1.5 1.5 0 0 1-1.5 1.5h-4A1.5 1.5 0 0 1 3 11V7a1.5 1.5 0 0 1 1.5-1.5z"/></svg>';

/** The chat as a page: all that is said is text in it, never markup, and it loads nothing. */
export function chatHtml({ title, subtitle, messages, theme, css }: ChatPicture): string {
  const bodies = messages.map((message, index) =>
    messageHtml(message, messages[index + 1]?.fromBot !== message.fromBot),
  );
  return `<!doctype html>
<html lang="en" class="${theme}">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${css}</style></head>
<body>
<header>${BACK}<span class="face">${escapeHtml(title.slice(0, 1))}</span><span class="who"><b>${escapeHtml(title)}</b><small>${escapeHtml(subtitle)}</small></span>${MORE}</header>
<main>
${bodies.join('\n')}
</main>
</body>
</html>
`;
}

/** One message; the last of several by the same author has a tail. */
export function messageHtml(message: PictureMessage, isLast: boolean): string {
  const { fromBot, reply, text, entities, buttons, reaction, edited, time } = message;
  const quote =
    reply === null
      ? ''
      : `<div class="reply"><b>${escapeHtml(reply.name)}</b><span>${escapeHtml(reply.text)}</span></div>`;
  const foot = `<span class="foot">${edited ? 'edited ' : ''}${escapeHtml(time)}${fromBot ? '' : READ}</span>`;
  const chip = reaction === null ? '' : `<span class="reaction">${escapeHtml(reaction)}</span>`;
  const classes = [
    'message',
    fromBot ? 'in' : 'out',
    ...(isLast ? ['last'] : []),
    ...(buttons.length > 0 ? ['asks'] : []),
  ];
  const bubble = `<div class="bubble">${quote}<div class="text">${entityHtml(text, entities)}${reaction === null ? room(edited, fromBot) : ''}</div>${chip}${foot}</div>`;
  return `<div class="${classes.join(' ')}">${bubble}${keyboard(buttons)}</div>`;
}

/** Keeps the last line of the text clear of the time; beside a reaction, which has a line of its own, there is room anyway. */
function room(edited: boolean, fromBot: boolean): string {
  return `<span class="room${edited ? ' wide' : ''}${fromBot ? '' : ' read'}"></span>`;
}

function keyboard(rows: readonly (readonly PictureButton[])[]): string {
  if (rows.length === 0) return '';
  return `<div class="keyboard">${rows.map((row) => `<div class="row">${row.map(buttonHtml).join('')}</div>`).join('')}</div>`;
}

function buttonHtml({ text, style, copies }: PictureButton): string {
  const classes = ['button', ...(style === null ? [] : [style]), ...(copies ? ['copies'] : [])];
  return `<span class="${classes.join(' ')}"><span>${escapeHtml(text)}</span>${copies ? COPY : ''}</span>`;
}
