/** What a text says to a request, as far as that is beyond doubt. */
export type PlainAnswer = 'yes' | 'no' | 'no-because' | 'unclear';

/** Longer texts are no plain yes. */
const LONGEST_YES = 60;
/** So much of a text is looked at for the no that it begins with. */
const LONGEST_BEGINNING = 120;

/** Ways to say yes: alone, or several in a row. */
const YES = words(`
  y | yes | yep | yup | yeah | yea | ya | yess | aye | ok | okay | okey | oke | okie | k | kk | sure | sure thing | fine | of course | certainly |
  absolutely | definitely | agreed | correct | right | go | go ahead | go for it | go on | do it | do that | proceed | continue | ship it |
  allow | allow it | allowed | approve | approve it | approved | accept | accepted | confirm | confirmed | granted | permitted | lgtm | looks good |
  looks good to me | sounds good | that is fine | that's fine | thats fine | all good | good | great | perfect | make it so | yes you may | you may |
  no problem | no objection | no objections | by all means | affirmative | please do | +1 |
  ja | jawohl | jo | klar | na klar | gerne | gern | passt | mach | mach das | mach es | mach ruhig | los | los geht's | einverstanden | genehmigt |
  erlaubt | erlauben | in ordnung | alles klar | kein problem | natürlich | sicher | geht klar | auf jeden fall |
  oui | ouais | d'accord | daccord | vas-y | vas y | allez-y | allez | bien sûr | bien sur | c'est bon | parfait | pas de problème | pas de souci | accepte | autorise |
  si | sí | sì | claro | vale | de acuerdo | dale | adelante | hazlo | por supuesto | perfecto | está bien | esta bien | correcto | no hay problema |
  va bene | certo | d'accordo | procedi | vai | fallo | perfetto | certamente | nessun problema | fai pure |
  sim | claro que sim | pode | pode ser | pode fazer | pode sim | tá bom | ta bom | está bem | beleza | com certeza | isso | sem problema |
  jawel | prima | akkoord | doe maar | ga je gang | natuurlijk | geen probleem | zeker | mag |
  tak | jasne | pewnie | zgoda | dobrze | oczywiście | śmiało | jak najbardziej | nie ma problemu |
  ano | jasně | jo jo | dobře | souhlasím | áno | da | sigur | desigur | bine | de acord |
  да | ага | конечно | хорошо | ладно | давай | окей | ок | согласен | согласна | разрешаю | можно | валяй | нет проблем | так | звичайно | добре | гаразд |
  igen | persze | rendben | jó | mehet | kyllä | joo | juu | selvä | toki | hyvä | jah | jaa | jep |
  jaja | japp | jepp | javisst | visst | absolut | kör | kör på | det är bra | inga problem | selvfølgelig | ja tak | ja takk | værsgo | gerne det |
  evet | tamam | olur | tabii | peki | onaylıyorum | sorun yok | ναι | ναί | εντάξει | βέβαια | φυσικά | כן | בסדר | בטח | סבבה | אין בעיה |
  نعم | ايوه | أيوه | موافق | حسنا | حسنًا | تمام | طبعا | لا مشكلة | بله | باشه | हाँ | हां | ठीक है | जी हाँ | जी | हाँ जी | haan | han ji | theek hai |
  হ্যাঁ | ঠিক আছে | ஆம் | సరే | ya boleh | boleh | iya | baik | oke deh | setuju | lanjut | silakan | vâng | có | được | đồng ý | ừ | ใช่ | ได้ | ตกลง | โอเค | ได้เลย |
  はい | うん | ええ | いいよ | いいです | いいですよ | どうぞ | お願いします | おねがいします | 了解 | 了解です | オーケー | オッケー | 大丈夫 | 大丈夫です | 許可 | 許可します | hai |
  是 | 是的 | 好 | 好的 | 好吧 | 好啊 | 可以 | 行 | 对 | 對 | 嗯 | 同意 | 没问题 | 沒問題 | 当然 | 當然 | 允许 | 允許 | 批准 | 继续 | 繼續 | 确认 |
  네 | 넵 | 예 | 응 | 그래 | 좋아 | 좋아요 | 좋습니다 | 알겠어 | 알겠습니다 | 오케이 | 허용 | 승인 | 물론
`);

/** What may stand beside a yes and changes nothing about it. */
const BESIDE = words(`
  please | pls | plz | thanks | thank you | thx | ty | cheers | mate | man | now | just | then | and | sir | it's | do | bitte | danke | doch | mal | merci |
  s'il te plaît | s'il vous plaît | stp | svp | por favor | gracias | per favore | grazie | obrigado | obrigada | alsjeblieft | graag | dank je |
  dank | bedankt | proszę | dzięki | prosím | děkuji | пожалуйста | спасибо | tack | takk | kiitos | lütfen | teşekkürler | παρακαλώ | 请 | 謝謝 | 谢谢 | ありがとう | 감사합니다 | شكرا | תודה
`);

/** Pictures that may stand beside a yes. */
const KIND_SIGNS = ['🙂', '😊', '😀', '😃', '😄', '😁', '😉', '🙏', '🎉', '🚀', '👏', '💪', '❤'];
const ASKS = /[?？؟]/u;
const YES_SIGNS = ['👍', '👌', '✅', '✔', '☑', '🆗', '💯', '🟢', '🙆', '🤝', '🫡'];
const NO_SIGNS = ['👎', '❌', '🚫', '⛔', '🛑', '✖', '🙅', '❎'];

/** Ways to begin with a no. */
const NO = words(`
  n | no | nope | nah | noo | no way | don't | dont | do not | never | stop | deny | denied | refuse | refused | reject | rejected | negative | cancel that |
  not now | not yet | not that | not this | not like this | not like that | absolutely not | definitely not | certainly not | of course not | please don't | please do not | -1 |
  nein | nee | nö | niemals | auf keinen fall | bloß nicht | lass das | lass es | nicht | ablehnen | abgelehnt |
  non | surtout pas | pas question | jamais | arrête | refuse | no lo hagas | nunca | não | nao | nunca | nem pensar | non farlo | assolutamente no |
  neen | niet doen | nooit | nie | nigdy | ne | nikdy | нет | не надо | не нужно | нельзя | никогда | стоп | ні | не треба | nu | niciodată |
  nem | ne csináld | ei | älä | nej | nei | aldri | aldrig | ikke | hayır | hayir | olmaz | yapma | όχι | לא | אל | لا | كلا | نه | नहीं | मत करो | nahi | nahin | না | இல்லை |
  tidak | jangan | nggak | không | đừng | ไม่ | อย่า | いいえ | いや | だめ | ダメ | 駄目 | やめて | だめです | ダメです | 不 | 不要 | 不行 | 不可以 | 不同意 | 别 | 別 | 拒绝 | 拒絕 | 아니 | 아니요 | 아니오 | 안돼 | 안 돼 | 안돼요 | 거부
`);

/** Of those, words that also begin other things: a no only if nothing follows, or a comma or a stop does. */
const NO_ALONE: ReadonlySet<string> = new Set([
  'n',
  'ne',
  'nu',
  'ni',
  'nie',
  'ei',
  'stop',
  'never',
  'negative',
  'refuse',
  'mai',
]);

/** Beginnings where words are not set apart, and what begins alike. */
const NO_PREFIX = /^(?:不要(?![紧緊])|不行(?!的?话|的?話)|不可以|いいえ|だめ|ダメ|やめて|안\s?돼|아니요|อย่า|ไม่ได้)/u;

/** How texts go on that begin with the same words and refuse nothing, or leave open whether they do. */
const NO_REFUSAL = words(`
  no problem | no problems | no prob | no worries | no worry | no objection | no objections | no doubt | no issue | no issues | no need | no reason | no idea | no one |
  no matter | no biggie | no wonder | no clue | no comment | no rush | no hurry | no preference | no opinion | no difference | no question | no more questions | no concerns |
  no complaints | no longer | no sweat | no fuss | don't worry | dont worry | do not worry | don't mind | dont mind | don't care | dont care | don't know | dont know | don't see why not |
  don't forget | dont forget | do not forget | don't stop | dont stop | do not stop | don't hesitate | do not hesitate | never mind | nevermind | never better | stop asking | not yet sure |
  no hay problema | no pasa nada | no importa | no sé | no se | no te preocupes | no problema | no hay de qué | non c'è problema | non importa | non so | non preoccuparti |
  não tem problema | nao tem problema | não faz mal | não sei | nao sei | não há problema | não importa | nicht schlimm | nicht schlecht | nicht nötig | nicht sicher |
  nie ma problemu | nie ma sprawy | nie wiem | nie szkodzi | ne vadí | ne vím | нет проблем | нет вопросов | нет возражений | nem baj | nem gond | nem tudom | ei haittaa | ei ongelmaa | ei hätää |
  ei se mitään | älä huoli | ikke noe problem | nei men | nej men | لا مشكلة | لا بأس | لا مانع | không sao | không vấn đề | không có vấn đề | nu e o problemă | nu știu | nee hoor geen probleem
`);

/**
 * Whether a text is a clear yes (all of it, in one of many languages or a sign), a clear no, or begins with one and says
 * more. Whatever leaves any doubt is `unclear`: a yes with a condition, a question, a joke.
 */
export function plainAnswer(text: string): PlainAnswer {
  const line = normalised(text);
  if (line.length <= LONGEST_YES && isYes(line)) return 'yes';
  const rest = afterNo(line);
  if (rest === null) return 'unclear';
  if (rest.some((word) => !BESIDE.has(word) && !NO.has(word))) return 'no-because';
  return ASKS.test(line) ? 'unclear' : 'no';
}

/** The words behind the no that the line begins with; `null` if it begins with none. */
function afterNo(line: string): readonly string[] | null {
  const sign = NO_SIGNS.find((one) => line.startsWith(one));
  if (sign !== undefined) return wordsIn(line.replaceAll(sign, ' '));
  const prefix = NO_PREFIX.exec(line)?.[0];
  const tokens = wordsIn(line.slice(0, LONGEST_BEGINNING));
  const length = longestAt(tokens, 0, NO);
  if (length === 0) return prefix === undefined ? null : wordsIn(line.slice(prefix.length));
  if (longestAt(tokens, 0, NO_REFUSAL) >= length || /^\d/.test(tokens[length] ?? '')) return null;
  const rest = wordsIn(line).slice(length);
  const alone = rest.length === 0 || /^[^\s,.;:!…]+\s*[,.;:!…\n]/u.test(line);
  return length > 1 || alone || !NO_ALONE.has(tokens[0] ?? '') ? rest : null;
}

function isYes(line: string): boolean {
  if (ASKS.test(line)) return false;
  const signs = YES_SIGNS.filter((sign) => line.includes(sign));
  const tokens = wordsIn([...signs, ...KIND_SIGNS].reduce((rest, sign) => rest.replaceAll(sign, ' '), line));
  let found = signs.length > 0;
  for (let at = 0; at < tokens.length; ) {
    const yes = longestAt(tokens, at, YES);
    const beside = longestAt(tokens, at, BESIDE);
    if (yes === 0 && beside === 0) return false;
    found ||= yes > 0;
    at += Math.max(yes, beside);
  }
  return found;
}

/** In one form: lower case, one kind of apostrophe, no stretched letters, no tones of skin. */
function normalised(text: string): string {
  return text
    .slice(0, 4_000)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/[\uFE0F\u{1F3FB}-\u{1F3FF}]/gu, '')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .trim();
}

/** Words and signs; what separates sentences and words says nothing here. A sign that isn't known is a word. */
function wordsIn(line: string): readonly string[] {
  return line.split(/[\s,.;:!…~"()“”„«»。、，！·–—]+/u).filter((word) => word !== '');
}

/** How many of the words from there on are one of the phrases; 0 if none begins there. */
function longestAt(tokens: readonly string[], at: number, phrases: ReadonlySet<string>): number {
  for (let length = Math.min(5, tokens.length - at); length > 0; length--) {
    if (phrases.has(tokens.slice(at, at + length).join(' '))) return length;
  }
  return 0;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split('|').map((phrase) => phrase.trim().replace(/\s+/g, ' ')));
}
