/** What can be accepted. `drop` is the press of a button that takes an `/at` back, `cancel` one that stops a run. */
export const KINDS = ['message', 'webhook', 'notify', '/at', 'cron', 'drop', 'cancel'] as const;
export type FactKind = (typeof KINDS)[number];

/** Something that was asked of the program, and that it must not lose once it has accepted it. */
export interface Fact {
  readonly kind: FactKind;
  /** Stands in the prompt or message and nowhere else. */
  readonly token: string;
  readonly chatId: number;
  /** The id of the message that asks for it, or under which the button is; `null` for what comes from elsewhere. */
  readonly messageId: number | null;
  /** The webhook that it comes through. */
  readonly hook: string | null;
  /** The instant of a cron. */
  readonly dueAtMs: number | null;
  /** Whether its answer is so long that it comes as its beginning and a file with all of it. */
  readonly long: boolean;
  /** For a pressed button: the callback query's id, and the token of what it is about. */
  readonly press: { readonly id: string; readonly about: string } | null;
  /** Its agent hands out a file, which is named after the token. */
  readonly handsOut: boolean;
  /** Its agent hands out pictures, which are named after the token. */
  readonly handsOutPictures: boolean;
  /** Whether the program has said that it has it; for a cron, whether its instant has come. */
  accepted: boolean;
}

/** Everything that was asked for so far. */
export class Ledger {
  readonly facts: Fact[] = [];
  /** How many posts are still being made. */
  posting = 0;
  #tokens = 0;

  /** A word that names one fact. */
  mint(): string {
    return `zq${String(++this.#tokens).padStart(6, '0')}`;
  }

  /** Writes down what is asked for. */
  add(kind: FactKind, token: string, chatId: number, more: Partial<Fact> = {}): Fact {
    const added = {
      messageId: null,
      hook: null,
      dueAtMs: null,
      long: false,
      press: null,
      handsOut: false,
      handsOutPictures: false,
      accepted: false,
      ...more,
      kind,
      token,
      chatId,
    };
    this.facts.push(added);
    return added;
  }
}

/** The tokens in a text, each once. */
export function tokensIn(text: string): readonly string[] {
  return [...new Set(text.match(/zq\d{6}/g) ?? [])];
}
