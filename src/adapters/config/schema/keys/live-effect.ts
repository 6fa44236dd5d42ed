/** Every way in which an edit of a key may take effect while the program runs; `liveEffectText` says what each means. */
export const LIVE_EFFECTS = [
  'at-once',
  'next-run',
  'retune',
  'replace',
  'handover',
  'start-or-stop',
  'next-start',
] as const;

/** One of them. */
export type LiveEffect = (typeof LIVE_EFFECTS)[number];

/** The effect in words, for the reference page. */
export function liveEffectText(effect: LiveEffect): string {
  switch (effect) {
    case 'at-once':
      return 'For whatever comes next: a message, a button, a post, a due instant, an edit of the file.';
    case 'next-run':
      return 'For runs that begin afterwards; running ones keep the settings that they began with.';
    case 'retune':
      return 'What runs takes it over as it is: no connection is closed, nothing waits.';
    case 'replace':
      return 'A new one is opened and tried first; then the old one takes nothing more and finishes what it has begun.';
    case 'handover':
      return 'As *replace*, unless both need the same thing: then the old one lets go first, and is opened again if the new one can’t be.';
    case 'start-or-stop':
      return 'Something begins or ends; what had been accepted is finished.';
    case 'next-start':
      return 'At the next start. An edit is reported, and has no effect before.';
  }
}
