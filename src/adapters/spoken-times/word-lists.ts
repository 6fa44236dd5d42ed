/** Words that may stand before a time and belong to it. */
export const WORDS_BEFORE = /^\s*(?:(?:at|on|by|um|am|ab|à|le|a las?|el|às|em|no|na)\s+)?$/iu;

/** Whether the words say that the time is gone. */
export function isOfPast(words: string): boolean {
  return /(?<!\p{L})(?:ago|last|yesterday|vor|gestern|letzte[nrms]?|hier|derni(?:er|ère)|il y a|ayer|pasad[oa]|ontem|passad[oa]|atrás)(?!\p{L})|昨日|前/iu.test(
    words,
  );
}

/** Whether the last word is a German weekday of two letters as nobody writes it, and rather the first word of what is to be done. */
export function isOnlyAbbreviation(words: string): boolean {
  return /(?:^|\s)(?:so|mo|di|mi|do|fr|sa)$/.test(words);
}

/** Whether what stands behind a time begins with more of it that was not understood. */
export function leavesTimeBehind(rest: string): boolean {
  return /^\s*(?:and (?:a half|a quarter)|\d{1,2}[:.]\d\d(?!\d)|om \d|alle \d|um |at \d|at (?:noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?!\p{L})|früh(?!\p{L})|(?:vor|nach)?mittag|abend|à \d|a las?(?!\p{L})|por la |às? \d|de manhã|da (?:manhã|tarde|noite)|(?:の)?[朝昼夜晩])/iu.test(
    rest,
  );
}
