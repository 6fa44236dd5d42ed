import type { SentFile } from '../support/telegram-server/telegram-server.js';
import type { Fact } from './ledger.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';

/** A file that somebody sent, as it must be in the project afterwards. */
export interface SentAs {
  readonly fact: Fact;
  readonly name: string;
  readonly bytes: number;
}

const LARGEST_BYTES = 3_000_000;

/** Somebody sends files, with words that start a run or without any; two and more are an album. */
export function sendFiles(stage: Stage, person: number, random: Random, hasWords: boolean): readonly SentAs[] {
  const token = stage.ledger.mint();
  const count = random.chance(0.5) ? 1 : 2 + random.below(4);
  const sent = Array.from({ length: count }, (_, index) => {
    const bytes = 1 + random.below(random.chance(0.3) ? LARGEST_BYTES : 2_000);
    const name = `${token}-${index}.bin`;
    const more: Partial<SentFile> = {
      ...(count > 1 ? { album: token } : {}),
      ...(hasWords && index === 0 ? { caption: `${token} [[say:did ${token}]]` } : {}),
    };
    const { messageId } = stage.rig.server.sendFile(person, person, { file: { content: bytes, name }, ...more });
    return { messageId, name, bytes };
  });
  const fact = stage.ledger.add('message', token, person, { messageId: sent[0]?.messageId ?? null });
  return sent.map(({ name, bytes }) => ({ fact, name, bytes }));
}

/** The pictures that a run hands out for one token. */
export function picturesOf(token: string): readonly string[] {
  return [1, 2, 3].map((number) => `${token}-${number}.png`);
}

/** Somebody asks for a run whose agent leaves an album of pictures for them. */
export function sayForPictures(stage: Stage, person: number): Fact {
  const token = stage.ledger.mint();
  const command = picturesOf(token)
    .map((name) => `seq 30000 > "$UNTETHER_OUTBOX/${name}"`)
    .join(' && ');
  const text = `${token} [[tool:Bash ${JSON.stringify({ command })}]] [[say:did ${token}]]`;
  const { messageId } = stage.rig.server.sendText(person, person, text);
  return stage.ledger.add('message', token, person, { messageId, handsOutPictures: true });
}
