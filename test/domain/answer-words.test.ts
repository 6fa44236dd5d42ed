import { expect } from 'chai';
import fc from 'fast-check';
import { type PlainAnswer, plainAnswer } from '../../src/domain/run/answer-words.js';

const CASES: Readonly<Record<PlainAnswer, readonly string[]>> = {
  yes: [
    ...['yes', 'Yes!', 'YES.', 'y', 'yep', 'yeah', 'yesss', 'ok', 'OK!', 'okay', 'k', 'sure', 'sure, go ahead', 'go for it'],
    ...['Yes please', 'yes, do it', 'Ok, thanks!', 'lgtm', 'LGTM 👍', 'looks good to me', 'approved', 'allow', 'Go!', 'no problem'],
    ...['👍', '👍🏽', '👍🏿👍🏿', '✅', '✔️', '👌', '🆗', 'yes 🙂', '+1', 'ok…', '“yes”', 'That’s fine', 'all good'],
    ...['ja', 'Ja, bitte', 'klar', 'mach das', 'passt', 'in Ordnung', 'oui', "d'accord", 'd’accord', 'vas-y', 'sí', 'si', 'vale'],
    ...['dale', 'de acuerdo', 'va bene', 'certo', 'sim', 'pode', 'claro', 'tak', 'ano', 'da', 'да', 'Да!', 'конечно', 'давай', 'так'],
    ...['igen', 'kyllä', 'joo', 'jawel', 'akkoord', 'evet', 'tamam', 'ναι', 'εντάξει', 'כן', 'نعم', 'موافق', 'हाँ', 'ठीक है'],
    ...['はい', 'はい、お願いします', 'いいよ', '了解', 'どうぞ', '好的', '可以', '是的。', '没问题', '同意！', '네', '좋아요', '응', 'vâng', 'ใช่', 'boleh'],
  ],
  no: [
    ...['no', 'No.', 'NO!!!', 'nope', 'nah', 'nooo', 'n', 'no, thanks', "don't", 'stop', 'deny', 'refuse', 'not now', '👎', '👎🏻', '❌', '🚫', '-1'],
    ...['nein', 'Nein danke', 'nee', 'non', 'não', 'nie', 'ne', 'нет', 'нельзя', 'nem', 'ei', 'nej', 'hayır', 'όχι', 'לא', 'لا', 'नहीं'],
    ...['いいえ', 'だめ', '不', '不要', '不行', '아니요', '안돼', 'không', 'jangan', 'no no no'],
  ],
  'no-because': [
    ...['no, use pnpm', 'No - that is production', 'nope, wrong file', 'No. Ask Grace first.', "don't touch prod", 'do not run that here'],
    ...['nein, nimm die andere', 'non, pas celui-là', 'нет, это не тот файл', 'no, usa el otro', 'いいえ、別のファイルです', '不要删除这个', '👎 wrong branch'],
    ...['no\nuse the other one', 'stop, that is prod', 'no because it is late?', 'not that one', 'Never! It is prod'],
  ],
  unclear: [
    ...['', ' ', '?', 'yes?', 'ok?', 'no?', 'hmm', 'maybe', 'why', 'yes but use tabs', 'yes, if the tests pass', 'yes and no', 'ok wait'],
    ...['yes or no', 'yesterday', 'okra', 'nobody asked', 'none of them', 'no idea', 'no worries, but what is it', "don't know", 'no need to ask'],
    ...['no problem but use tabs', 'not sure', 'no objections if it is quick', 'never mind the tests, go', 'stop the server first, then go ahead'],
    ...['no hay problema si es rápido', 'non-blocking would be nicer', 'нет проблем, но позже', 'ne yapıyorsun', 'n = 5', 'No 5 looks fine'],
    ...['kein Problem, aber später', 'y tho', 'do', 'please', 'thanks', '🤔', '😬', 'ok 😬', 'Go to the other file', 'allow only reading', '不错', '别人呢'],
    ...['yes '.repeat(30), 'it is fine, I guess, but I would rather not'],
  ],
}; // biome-ignore format: rows of words

describe('an answer in words', () => {
  for (const [answer, texts] of Object.entries(CASES)) {
    it(`is ${answer}`, () => {
      const wrong = texts
        .filter((text) => plainAnswer(text) !== answer)
        .map((text) => `${text} → ${plainAnswer(text)}`);
      expect(wrong).to.deep.equal([]);
    });
  }

  it('is never a yes with anything beside it that is not known', () => {
    const yes = fc.constantFrom('yes', 'ok', 'ja', '👍', 'oui', 'да');
    const more = fc.string({ unit: fc.constantFrom('q', 'x', 'z', 'w'), minLength: 4, maxLength: 9 });
    fc.assert(fc.property(yes, more, (word, other) => plainAnswer(`${word}, ${other}`) === 'unclear'));
  });

  it('is never a yes and never throws, whatever begins with a no', () => {
    const no = fc.constantFrom('no', 'nein', '👎', 'нет', "don't", 'いいえ');
    fc.assert(fc.property(no, fc.string({ unit: 'binary' }), (word, more) => plainAnswer(`${word} ${more}`) !== 'yes'));
  });

  it('is found in a text of any length', () => {
    for (const piece of [' ', '\n', 'no ', 'yes ', '👍', 'a', "'", ',', '👎'])
      expect(plainAnswer(piece.repeat(1_000_000 / piece.length))).to.be.a('string');
  });
});
