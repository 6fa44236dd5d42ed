import type { Attachment } from '../../../domain/chat/inbound.js';

/** What came instead of words, in the plural, and what its sender can do instead. */
interface Wording {
  readonly what: string;
  readonly instead: string;
}

const PATH = 'Put the file on the machine that Untether runs on and write its path.';
const TYPE = 'Write it as text; your keyboard’s microphone can do that for you.';
const WORDS = 'Write what you want done.';

const WORDINGS: Readonly<Record<Attachment, Wording>> = {
  animation: { what: 'animations', instead: WORDS },
  audio: { what: 'audio files', instead: PATH },
  checklist: { what: 'checklists', instead: 'Copy its lines into a message.' },
  contact: { what: 'contacts', instead: 'Write what matters about them.' },
  dice: { what: 'dice', instead: WORDS },
  document: { what: 'documents', instead: PATH },
  game: { what: 'games', instead: WORDS },
  gift: { what: 'gifts', instead: WORDS },
  giveaway: { what: 'giveaways', instead: WORDS },
  invoice: { what: 'invoices', instead: WORDS },
  location: { what: 'locations', instead: 'Write the place or its coordinates.' },
  other: { what: 'this kind of message', instead: WORDS },
  'paid-media': { what: 'paid media', instead: WORDS },
  photo: { what: 'photos', instead: PATH },
  poll: { what: 'polls', instead: 'Write the question as text.' },
  sticker: { what: 'stickers', instead: WORDS },
  story: { what: 'stories', instead: WORDS },
  venue: { what: 'places', instead: 'Write the name of the place or its address.' },
  video: { what: 'videos', instead: PATH },
  'video-note': { what: 'video messages', instead: TYPE },
  voice: { what: 'voice messages', instead: TYPE },
};

/** What such things are called, in the plural; plain text. */
export function attachmentName(attachment: Attachment): string {
  return WORDINGS[attachment].what;
}

/** That something can't be taken and what can be done instead; Markdown, two sentences. */
export function attachmentText(attachments: readonly Attachment[]): string {
  const wordings = [...new Set(attachments)].map((attachment) => WORDINGS[attachment]);
  const what = wordings.map((wording) => wording.what).join(' and ');
  return `📎 I can’t take ${what} yet, so nothing was started. ${wordings[0]?.instead ?? WORDS}`;
}
