import { SubTable } from '../keys/key.js';
import { TelegramDto } from './telegram-dto.js';

/** `[transports]`. */
export class TransportsDto {
  @SubTable(TelegramDto, 'The bot and its chats.')
  telegram = new TelegramDto();
}
