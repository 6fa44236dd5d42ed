import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { FreePorts } from '../faults/free-port.js';
import { send } from '../support/http-request.js';
import { expectNoLeaks } from '../support/leaks.js';
import { Rig, UNBUNDLED } from './rig.js';

const PILL = fileURLToPath(new URL('./pill.preload.js', import.meta.url));

describe('a row that the built program dies of', () => {
  expectNoLeaks();

  it('is set aside after three deaths and told, and what came with it arrives', async () => {
    await using rig = await Rig.open();
    const port = await new FreePorts().take();
    rig.program = UNBUNDLED;
    rig.nodeFlags = [`--import=${PILL}`];
    await rig.configure(
      rig.config(`[triggers]
enabled = true
[triggers.server]
port = ${port}
[[triggers.webhooks]]
id = "h"
path = "/h"
secret = "s"
action = "notify_only"
message_template = "post {{n}}"
`),
    );
    const post = (n: string) => {
      const headers = { authorization: 'Bearer s', 'content-type': 'application/json' };
      return send({ port, path: '/h', headers, body: JSON.stringify({ n }) }).then(
        ({ status }) => status,
        () => null,
      );
    };
    const first = await rig.start();
    const posts = ['one', 'two', 'the pill', 'three', 'four'].map((n) => post(n));
    expect(await rig.ended(first)).to.equal('SIGKILL');
    const accepted = (await Promise.all(posts)).filter((status) => status === 202).length;

    for (let life = 2; life <= 3; life++) {
      expect(await rig.ended(rig.launch('--config', rig.configPath)), `life ${life}`).to.equal('SIGKILL');
    }
    const last = await rig.start();
    const told = await rig.until('the word of it', () => rig.bots().find(({ now }) => now.text.includes('set aside')));
    expect(told.now.text).to.match(/A delivery to webhook:h was set aside.*3 times/);
    const seen = () => rig.bots().flatMap(({ now }) => now.text.match(/post (one|two|three|four)/g) ?? []);
    await rig.until('the others', () => (seen().length >= accepted ? true : null));
    expect(await post('five')).to.equal(202);
    await rig.until('a later one', () => rig.bots().find(({ now }) => now.text.includes('post five')));
    // What Telegram took in the moment of a kill is told once more; never more than that.
    expect(seen().length - new Set(seen()).size).to.be.at.most(3);
    expect(rig.bots().some(({ now }) => now.text.includes('the pill'))).to.equal(false);
    last.kill('SIGTERM');
    expect(await rig.ended(last)).to.equal(0);
    const again = await rig.start();
    again.kill('SIGTERM');
    expect(await rig.ended(again)).to.equal(0);
    expect(rig.bots().filter(({ now }) => now.text.includes('set aside'))).to.have.length(1);
  });
});
