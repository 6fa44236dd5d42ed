import { ContainerModule } from 'inversify';
import { telegramKind } from '../../../adapters/telegram/telegram-kind.js';
import { telegramTexts } from '../../../adapters/telegram/telegram-texts.js';
import type { InstanceLock } from '../../../application/ports/system/instance-lock.js';
import { provide } from '../../wiring/token.js';
import { T } from '../../wiring/tokens.js';

/** Telegram bots; `lock` keeps two programs from polling with one token. */
export function telegramModule(lock: InstanceLock): ContainerModule {
  return new ContainerModule((options) => {
    provide(
      options,
      T.botKind,
      [T.intakeGate, T.hearing, T.clock, T.alarm, T.tokens, T.journal, T.sendPauses, T.followChats, T.ownMessages],
      (intake, hearing, clock, alarm, tokens, journal, pauses, chats, sent) => {
        const tools = { intake, hearing, clock, alarm, tokens, journal, pauses, chats, sent };
        return telegramKind({ ...tools, texts: telegramTexts, lock });
      },
    );
  });
}
