import type { WhenText } from './when.js';

/** Words with which a time goes on that began as a clock or a delay, in the languages that times are understood in. */
const GOES_ON =
  /^(?:(?:on|in the|at|from|this|next|coming|am|um|le|el|à|em|no|na|de|da|por la)\s+)?(?:now|to(?:day|morrow|night)|noon|midnight|night|morning|afternoon|evening|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|heute|(?:über)?morgens?|abends?|nachts|(?:nächste[nr]?\s+)?(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|aujourd.hui|(?:après-)?demain|soir|matin|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hoy|(?:pasado\s+)?mañana|tarde|noche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoje|(?:depois de\s+)?amanhã|manhã|noite|segunda|terça|quarta|quinta|sexta|明日|今日|UTC|GMT|[CEMP][SDE]T|CEST|BST)(?![\p{L}\p{N}])/iu;

/** Whether the text behind a time of day or a delay may say more of the time, such as its day. */
export function maySayMore({ when, text }: Pick<WhenText, 'when' | 'text'>): boolean {
  return (when.kind === 'delay' || when.day.kind === 'next') && GOES_ON.test(text);
}
