import type { EngineId, Place } from '../../../../domain/ids.js';
import { inRows } from '../../../delivery/button-rows.js';
import type { Button } from '../../../ports/chat/chat-channel.js';
import type { Preferences } from '../../../ports/store/preferences.js';
import type { ChatChoice, ChoiceSpot } from '../../../preferences/chat-choice.js';
import type { EffectivePreferences } from '../../../preferences/effective-preferences.js';
import { engineOfChat } from '../../../preferences/engine-of-chat.js';
import type { Generation } from '../../../values/generation.js';
import { choiceLabel, DEFAULT_LABEL } from '../../../wording/commands/choices-text.js';

/** What the data of a button that chooses begins with; the choice, the engine and the value follow. */
export const CHOICE_BUTTON = 'choose:';

const BUTTONS_A_ROW = 3;
/** What Telegram takes as a button's data, in bytes; other data than plain ASCII is not offered. */
const FITS_A_BUTTON = /^[ -~]{1,64}$/;

/** How a choice stands, and the buttons that change it. */
export interface ChoiceView {
  readonly markdown: string;
  readonly buttons: readonly (readonly Button[])[];
}

/** Shows and makes the choices of chats and topics. */
export class ChatSettings {
  readonly #preferences: Preferences;
  readonly #effective: EffectivePreferences;

  constructor(preferences: Preferences, effective: EffectivePreferences) {
    this.#preferences = preferences;
    this.#effective = effective;
  }

  /** What holds in a place; for its own engine unless one is named. */
  async spot(generation: Generation, place: Place, named: EngineId | null): Promise<ChoiceSpot> {
    const preferences = await this.#effective.of(place);
    const engine = named ?? engineOfChat(generation, preferences, place.chatId).engine;
    return { generation, place, preferences, engine };
  }

  /** Makes a choice, or takes it back (`null`); resolves with what holds now, once that is on disk. */
  async put(choice: ChatChoice, { generation, place, engine }: ChoiceSpot, value: string | null): Promise<ChoiceSpot> {
    await this.#preferences.change(place.chatId, place.threadId, (now) => choice.put(now, engine, value));
    return this.spot(generation, place, choice.byEngine ? engine : null);
  }

  /** How a choice stands. */
  async view(choice: ChatChoice, spot: ChoiceSpot): Promise<ChoiceView> {
    const chosen = choice.chosen(spot);
    const dataOf = (value: string) => `${CHOICE_BUTTON}${choice.name}:${choice.byEngine ? spot.engine : ''}:${value}`;
    const offered = (await choice.options(spot)).map(({ label, value }) => ({
      label: choiceLabel(label, value === chosen),
      data: dataOf(value),
    }));
    const buttons = offered.filter(({ data }) => FITS_A_BUTTON.test(data));
    if (chosen !== null) buttons.push({ label: DEFAULT_LABEL, data: dataOf('') });
    return { markdown: await choice.show(spot), buttons: inRows(buttons, choice.aRow ?? BUTTONS_A_ROW) };
  }
}
