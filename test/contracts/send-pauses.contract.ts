import { expect } from 'chai';
import type { SendPauses } from '../../src/application/ports/chat/send-pauses.js';
import type { FakeTime } from '../support/fakes/fake-time.js';

export interface SendPausesBench {
  readonly pauses: SendPauses;
  readonly time: FakeTime;
  reopened(): Promise<SendPauses>;
}

/** What all send pauses promise. */
export function describeSendPauses(name: string, make: () => Promise<SendPausesBench>): void {
  describe(`${name} as send pauses`, () => {
    let bench: SendPausesBench;
    let pauses: SendPauses;
    const pause = (chatId: number | null, forMs: number) => ({ chatId, until: bench.time.now() + forMs, forMs });

    beforeEach(async () => {
      bench = await make();
      pauses = bench.pauses;
    });

    it('are told by bot and chat, also after a restart', async () => {
      const [group, all, other] = [pause(-100, 30_000), pause(null, 5_000), pause(7, 1_000)];
      await pauses.note(1, all);
      await pauses.note(1, group);
      await pauses.note(2, other);
      const restarted = await bench.reopened();
      expect(await restarted.of(1)).to.deep.equal([group, all]);
      expect(await restarted.of(2)).to.deep.equal([other]);
      expect(await restarted.of(3)).to.deep.equal([]);
    });

    it('are replaced by later ones', async () => {
      await pauses.note(1, pause(-100, 30_000));
      const later = pause(-100, 90_000);
      await pauses.note(1, later);
      expect(await pauses.of(1)).to.deep.equal([later]);
    });

    it('end', async () => {
      await pauses.note(1, pause(-100, 30_000));
      await bench.time.advance(29_999);
      expect(await pauses.of(1)).to.have.length(1);
      await bench.time.advance(1);
      expect(await pauses.of(1)).to.deep.equal([]);
    });
  });
}
