import { ContainerModule } from 'inversify';
import { telegramKind } from '../../../adapters/telegram/telegram-kind.js';
import { telegramTexts } from '../../../adapters/telegram/telegram-texts.js';
import type { InstanceLock } from '../../../application/ports/system/instance-lock.js';
import { provideFrom } from '../../wiring/token.js';
import { T, the } from '../../wiring/tokens.js';

/** Telegram bots; `lock` keeps two programs from polling with one token. */
export function telegramModule(lock: InstanceLock): ContainerModule {
  return new ContainerModule((options) => {
    provideFrom(options, T.botKind, (tools) => telegramKind({ ...tools, texts: telegramTexts, lock }), {
      ...the('hearing', 'clock', 'alarm', 'tokens', 'journal'),
      intake: T.startupBuffer,
      pauses: T.sendPauses,
      chats: T.followChats,
      sent: T.ownMessages,
      staged: T.stagedContent,
    });
  });
}
