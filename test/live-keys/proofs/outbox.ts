import type { WhyLeft } from '../../../src/application/ports/system/run-outbox.js';
import { during } from '../held-run.js';
import type { LiveStage } from '../live-stage.js';
import { type Proofs, under } from '../proof.js';

/** What a run sends of what it leaves in its outbox, and what is told of the rest. */
const handedOut = (lying: Readonly<Record<string, string | WhyLeft>>) => async (stage: LiveStage) => {
  const texts = await stage.newMessages('files', async () => {
    await during(stage, async ({ order }) => {
      stage.world.runOutbox.lying.clear();
      for (const [name, one] of Object.entries(lying)) stage.world.runOutbox.put(order.outbox ?? '', name, one);
    });
  });
  return texts.map(({ text }) => text.split('\n')[0]);
};

const left = { 'empty.txt': { kind: 'empty' } } as const;

/** The keys of `[transports.telegram.files]` about what runs hand out. */
export const outboxProofs: Proofs = under('transports.telegram.files', {
  outbox_enabled: { to: false, see: handedOut({ 'a.txt': 'a' }), shows: [['📎 a.txt (1 B)'], []] },
  outbox_dir: {
    from: 'out',
    to: 'hand/out',
    see: (stage) => during(stage, async ({ order }) => order.outbox?.replace(`/${order.run}`, '')),
    shows: ['/home/ada/out', '/home/ada/hand/out'],
  },
  outbox_max_files: {
    around: { transports: { telegram: { files: { outbox_notify_skipped: false } } } },
    from: 2,
    to: 1,
    see: handedOut({ 'a.txt': 'a', 'b.txt': 'b' }),
    shows: [['📎 a.txt (1 B)', '📎 b.txt (1 B)'], ['📎 a.txt (1 B)']],
  },
  outbox_cleanup: {
    to: false,
    see: async (stage) => {
      await handedOut({ 'a.txt': 'a' })(stage);
      return stage.world.runOutbox.lying.size;
    },
    shows: [0, 1],
  },
  outbox_notify_skipped: {
    to: false,
    see: handedOut(left),
    shows: [['📎 Not sent: 1 file, kept in `.untether-outbox/.skipped`'], []],
  },
  outbox_deliver_directories: {
    to: 'zip',
    see: async (stage) => {
      const known = stage.app.shown('files').length;
      await during(stage, async ({ order: { outbox = '' } }) => {
        stage.world.runOutbox.lying.clear();
        stage.world.runOutbox.put(outbox, 'site', { kind: 'directory' });
        stage.world.files.files.set(`${outbox}/site/index.html`, new TextEncoder().encode('hello'));
      });
      await stage.wait(() => stage.app.shown('files').length > known);
      return stage.app
        .texts('files')
        .slice(known)
        .map((text) => text.split(/[ :]/)[1]);
    },
    shows: [['Not'], ['site.zip']],
  },
  outbox_images: {
    to: 'document',
    see: async (stage) => {
      await handedOut({ 'a.png': 'a' })(stage);
      return stage.world.bot.channel.filesOrders.at(-1)?.images;
    },
    shows: ['photo', 'document'],
  },
  deny_globs: {
    from: ['*.draft'],
    to: [],
    see: handedOut({ 'a.draft': 'a' }),
    shows: [['📎 Not sent: 1 file, kept in `.untether-outbox/.skipped`'], ['📎 a.draft (1 B)']],
  },
});
