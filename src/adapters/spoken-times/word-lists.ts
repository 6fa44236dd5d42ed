/** Words that may stand before a time and belong to it. */
export const WORDS_BEFORE =
  /^\s*(?:(?:at|on|by|um|am|ab|à|le|a las?|el|às|em|no|na|alle|il|om|op|в|во|на|о|об)\s+)?$/iu;

/** Whether the words say that the time is gone. */
export function isOfPast(words: string): boolean {
  return /(?<!\p{L})(?:ago|last|yesterday|(?<!(?:viertel|fünf|zehn|zwanzig|minuten)\s)vor|gestern|letzte[nrms]?|hier|derni(?:er|ère)|il y a|ayer|pasad[oa]|ontem|passad[oa]|atrás|ieri|fa|scors[oa]|gisteren|geleden|vorige|afgelopen|вчера|назад|прошл\p{L}*|вчора|тому|минул\p{L}*)(?!\p{L})|昨[日天]|前/iu.test(
    words,
  );
}

/** Whether the last word is a weekday of two or three letters as hardly anybody writes it, or the first an Italian month, and rather the first word of what is to be done. */
export function isOnlyAbbreviation(words: string): boolean {
  return /^set(?=\s)|(?:^|\s)(?:so|mo|di|mi|do|fr|sa|ma|wo|vr|za|zo|lun|mar|mer|gio|ven|sab|dom)$/.test(words);
}

/** Whether what stands behind a time begins with more of it that was not understood. */
export function leavesTimeBehind(rest: string): boolean {
  return /^\s*(?:and (?:a half|a quarter)|\d{1,2}[:.]\d\d(?!\d)|om \d|alle \d|um |at \d|at (?:noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?!\p{L})|früh(?!\p{L})|(?:vor|nach)?mittag|abend|à \d|a las?(?!\p{L})|por la |às? \d|de manhã|da (?:manhã|tarde|noite)|di (?:mattina|sera|pomeriggio)|e mezz[ao]|y media|et (?:demie|quart)|'?s (?:ochtends|middags|avonds)|в \d|(?:утра|дня|вечера|ночи)(?!\p{L})|(?:の)?[朝昼夜晩]|[早晚]上|[上下]午)/iu.test(
    rest,
  );
}
