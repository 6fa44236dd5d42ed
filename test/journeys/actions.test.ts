import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { T } from '../../src/composition/wiring/tokens.js';
import type { Cron, Webhook } from '../../src/domain/trigger/trigger.js';
import { CONTENT_TYPE, writeForm } from '../adapters/http/form-writer.js';
import { TestApp, TestWorld } from '../support/app.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';
import { bodyText } from '../support/builders/outbound-request.js';
import { webhook } from '../support/builders/webhook.js';
import { settled } from '../support/fakes/fake-time.js';
import { send, type TestAnswer } from '../support/http-request.js';
import { post } from '../support/webhook-app.js';

const ROOT = '/srv/inbox';

function configured(
  webhooks: readonly Webhook[],
  crons: readonly Cron[] = [],
  change: ConfigChange = {},
): ConfigChange {
  const { triggers, security } = appConfig();
  return {
    triggers: { enabled: true, webhooks, crons, server: { ...triggers.server, port: 0 } },
    security: { ...security, fileRoots: [ROOT] },
    ...change,
  };
}

function deliver(app: TestApp, body: string, headers: Record<string, string> = {}): Promise<TestAnswer> {
  const port = app.application.get(T.servers).peek()?.port ?? 0;
  return send({ port, path: '/hooks/deploy', headers: { authorization: 'Bearer s3cret', ...headers }, body });
}

const told = (app: TestApp) => app.texts('notice');
const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString();
const minutely = (change: Partial<Cron>) => cronOf('fetcher', { prompt: null, ...change });
const httpGet = (change: Partial<NonNullable<Cron['fetch']>> = {}): NonNullable<Cron['fetch']> => ({
  type: 'http_get',
  url: 'https://issues.example/list',
  headers: {},
  body: null,
  filePath: null,
  timeoutMs: 15_000,
  parseAs: 'json',
  storeAs: 'issues',
  onFailure: 'abort',
  maxBytes: 10_000,
  ...change,
});

describe('what triggers do beside runs', () => {
  const apps: TestApp[] = [];
  const start = async (change: ConfigChange, world = new TestWorld()): Promise<TestApp> => {
    // The world's clock begins at noon; half a minute later no instant of a minute is due.
    await world.time.advance(90_000);
    const app = await TestApp.start(change, world);
    apps.push(app);
    return app;
  };
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.application.get(T.servers).close();
  });

  describe('file_write', () => {
    const hook = (change: Partial<Webhook> = {}) =>
      webhook({
        action: 'file_write',
        filePath: `${ROOT}/{{name}}.json`,
        notifyOnSuccess: true,
        notifyOnFailure: true,
        ...change,
      });

    it('writes the body as it came, told as configured, and ends its row', async () => {
      const app = await start(configured([hook()]));
      expect((await deliver(app, '{ "name": "a" }')).status).to.equal(202);
      await settled();
      expect(text(app.world.files.files.get(`${ROOT}/a.json`))).to.equal('{ "name": "a" }');
      expect(told(app).at(-1)).to.match(/✅ .*webhook:deploy.*file write.*Written to/);
      expect(await app.world.inbox.unfinished()).to.deep.equal([]);
    });

    it('can’t be led elsewhere by what is posted', async () => {
      const app = await start(configured([hook()]));
      await deliver(app, JSON.stringify({ name: '../../../home/ada/.bashrc' }));
      await settled();
      expect([...app.world.files.files.keys()]).to.deep.equal([`${ROOT}/___.._.._home_ada_.bashrc.json`]);
    });

    it('tells why it failed, loudly, and lets the sender deliver it again', async () => {
      const app = await start(configured([hook({ filePath: '/etc/passwd' })]));
      const again = { 'x-github-delivery': 'd1' };
      await deliver(app, '{}', again);
      await settled();
      expect(told(app).at(-1)).to.match(/❌ .*webhook:deploy.*outside the directories/);
      expect((await deliver(app, '{}', again)).status).to.equal(202);
    });

    it('is silent unless it is to be told', async () => {
      const app = await start(configured([hook({ notifyOnSuccess: false })]));
      const before = told(app).length;
      await deliver(app, '{"name":"a"}');
      await settled();
      expect(told(app)).to.have.length(before);
      expect(await app.world.inbox.unfinished()).to.deep.equal([]);
    });
  });

  describe('posted files', () => {
    const hook = (change: Partial<Webhook> = {}) =>
      webhook({
        acceptMultipart: true,
        promptTemplate: '{{form.note}} {{file.filename}} {{file.saved_path}}',
        ...change,
      });
    const form = writeForm([
      { name: 'note', fileName: null, content: 'look' },
      { name: 'upload', fileName: '../photo.png', content: Buffer.from('PNG') },
    ]);
    const upload = (app: TestApp, headers: Record<string, string> = {}, body = form) =>
      post(app, { body, headers: { authorization: 'Bearer s3cret', 'content-type': CONTENT_TYPE, ...headers } });

    it('are put where they belong, and templates know where that is', async () => {
      const app = await start(configured([hook({ fileDestination: `${ROOT}/{{form.note}}/{{file.filename}}` })]));
      expect((await upload(app)).status).to.equal(202);
      expect(text(app.world.files.files.get(`${ROOT}/look/photo.png`))).to.equal('PNG');
      const prompt = app.world.engine.orders[0]?.prompt;
      for (const part of ['look', 'photo.png', `${ROOT}/look/photo.png`]) expect(prompt).to.contain(`>${part}<`);
      expect(app.world.files.staged.size).to.equal(0);
    });

    it('leave nothing behind if the request is refused later', async () => {
      const app = await start(configured([hook({ eventFilter: ['push'] })]));
      expect((await upload(app, { authorization: 'Bearer wrong' })).status).to.equal(401);
      expect(await upload(app)).to.include({ status: 200, text: 'filtered' });
      const id = { 'x-event-type': 'push', 'idempotency-key': 'once' };
      expect((await upload(app, id)).status).to.equal(202);
      expect(await upload(app, id)).to.include({ status: 200, text: 'duplicate' });
      expect((await upload(app, {}, form.subarray(0, -8))).status).to.equal(400);
      expect(app.world.files.staged.size).to.equal(0);
    });

    it('are checked against a signature over the whole form', async () => {
      const app = await start(configured([hook({ auth: 'hmac-sha256' })]));
      const signature = createHmac('sha256', 's3cret').update(form).digest('hex');
      expect((await upload(app, { 'x-signature': signature })).status).to.equal(202);
      expect(
        (await upload(app, { 'x-signature': signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) })).status,
      ).to.equal(401);
      expect(app.world.files.staged.size).to.equal(0);
    });

    it('are limited in size', async () => {
      const app = await start(configured([hook({ maxFileSizeBytes: 1_024 })]));
      const large = writeForm([{ name: 'upload', fileName: 'a', content: Buffer.alloc(1_025) }]);
      expect(await upload(app, {}, large)).to.include({ status: 413, text: 'file too large' });
      expect(app.world.files.staged.size).to.equal(0);
    });

    it('wait on disk with their delivery, over a pause and a restart', async () => {
      const world = new TestWorld();
      const app = await start(configured([hook({ fileDestination: `${ROOT}/a.png` })]), world);
      await app.say('/triggers pause');
      expect((await upload(app)).status).to.equal(202);
      world.files.staged.set('left by a crash', Buffer.from('x'));
      app.crash();
      const next = await start(configured([hook({ fileDestination: `${ROOT}/a.png` })]), world);
      expect(world.files.staged.has('left by a crash')).to.equal(false);
      await next.say('/triggers resume');
      expect(text(world.files.files.get(`${ROOT}/a.png`))).to.equal('PNG');
      expect(world.files.staged.size).to.equal(0);
    });

    it('stay for a run that a drain kept from beginning', async () => {
      const there = hook({ fileDestination: `${ROOT}/{{file.filename}}` });
      const world = new TestWorld();
      const app = await start(configured([there]), world);
      await app.say('/triggers pause');
      expect((await upload(app)).status).to.equal(202);
      app.application.get(T.drain).begin();
      await app.say('/triggers resume');
      await app.stop();
      expect(world.engine.orders).to.deep.equal([]);
      const next = await start(configured([there]), world);
      await settled();
      expect(told(next).filter((notice) => notice.includes('dropped'))).to.deep.equal([]);
      expect(world.engine.orders.map(({ prompt }) => prompt).join()).to.contain(`>${ROOT}/photo.png<`);
      expect([...world.files.files.keys()]).to.deep.equal([`${ROOT}/photo.png`]);
      expect(world.files.staged.size).to.equal(0);
    });

    it('are what file_write writes', async () => {
      const change = {
        action: 'file_write',
        filePath: `${ROOT}/x`,
        fileDestination: `${ROOT}/a.png`,
        notifyOnSuccess: true,
      } as const;
      const app = await start(configured([hook(change)]));
      await upload(app);
      expect([...app.world.files.files.keys()]).to.deep.equal([`${ROOT}/a.png`]);
      expect(told(app).at(-1)).to.contain('a\\.png');
    });
  });

  describe('http_forward', () => {
    const hook = (change: Partial<Webhook> = {}) =>
      webhook({
        action: 'http_forward',
        forwardUrl: 'https://target.example/in/{{id}}',
        forwardHeaders: { 'X-Source': 'untether {{id}}' },
        notifyOnFailure: true,
        ...change,
      });

    it('passes the body on with its type and a key for this one delivery', async () => {
      const app = await start(configured([hook()]));
      app.world.outbound.serve('target.example', () => ({ status: 204 }));
      await deliver(app, '{"id":"a/b"}', { 'content-type': 'application/json' });
      await settled();
      const [request] = app.world.outbound.sent;
      expect(request).to.include({ method: 'POST', url: 'https://target.example/in/a%2Fb' });
      expect(request?.headers).to.include({ 'content-type': 'application/json', 'x-source': 'untether a/b' });
      expect(request?.headers['idempotency-key']).to.match(/^untether-webhook:deploy-\d+-\d+$/);
      expect(bodyText(request?.body)).to.equal('{"id":"a/b"}');
    });

    it('tries three times what may pass, always with the same key, and then says that it failed', async () => {
      const app = await start(configured([hook()]));
      app.world.outbound.serve('target.example', () => ({ status: 503 }));
      await deliver(app, '{"id":1}');
      await settled();
      await app.world.time.advance(2_000);
      await app.world.time.advance(4_000);
      const keys = app.world.outbound.sent.map(({ headers }) => headers['idempotency-key']);
      expect(keys).to.have.length(3);
      expect(new Set(keys).size).to.equal(1);
      expect(told(app).at(-1)).to.match(/❌ .*target\\?\.example answered 503/);
    });

    it('gives up at once what a request can’t hint, and takes a redirect for a failure', async () => {
      for (const status of [302, 403]) {
        const app = await start(configured([hook()]));
        app.world.outbound.serve('target.example', () => ({ status }));
        await deliver(app, '{"id":1}');
        await settled();
        expect(app.world.outbound.sent).to.have.length(1);
        expect(told(app).at(-1)).to.contain(`answered ${status}`);
      }
    });

    it('is repeated with the same key by the next process', async () => {
      const world = new TestWorld();
      const app = await start(configured([hook()]), world);
      world.outbound.serve('target.example', () => 'silence');
      await deliver(app, '{"id":1}');
      await settled();
      app.crash();
      await start(configured([hook()]), world);
      const keys = world.outbound.sent.map(({ headers }) => headers['idempotency-key']);
      expect(keys).to.have.length(2);
      expect(new Set(keys).size).to.equal(1);
    });

    it('keeps no other webhook waiting where nobody answers', async () => {
      const other = webhook({ id: 'runs', path: '/hooks/runs', promptTemplate: 'go' });
      const app = await start(configured([hook(), other]));
      app.world.outbound.serve('target.example', () => 'silence');
      for (let id = 0; id < 16; id++) await deliver(app, JSON.stringify({ id }));
      const headers = { authorization: 'Bearer s3cret' };
      for (let id = 0; id < 16; id++) await post(app, { path: '/hooks/runs', body: '{}', headers });
      expect(app.world.engine.orders).to.have.length(16);
    });

    it('reaches a private address only if that is allowed', async () => {
      const app = await start(configured([hook()]));
      app.world.outbound.serve('target.example', () => ({}), '10.0.0.7');
      await deliver(app, '{"id":1}');
      await settled();
      expect(app.world.outbound.sent).to.deep.equal([]);
      expect(told(app).at(-1)).to.contain('10');
      const { security } = appConfig();
      const open = await start(configured([hook()], [], { security: { ...security, outboundAllow: ['10.0.0.0/8'] } }));
      open.world.outbound.serve('target.example', () => ({}), '10.0.0.7');
      await deliver(open, '{"id":1}');
      await settled();
      expect(open.world.outbound.sent).to.have.length(1);
    });

    it('puts variables into headers only if they are allowed, and never says their values', async () => {
      const headers = { authorization: 'Bearer {{env.TARGET_TOKEN}}' };
      const refused = await start(configured([hook({ forwardHeaders: headers })]));
      await deliver(refused, '{"id":1,"env":{"TARGET_TOKEN":"forged"}}');
      await settled();
      expect(refused.world.outbound.sent).to.deep.equal([]);
      expect(told(refused).at(-1)).to.match(/TARGET.*TOKEN.*env.*extra.*allow/);
      const { security } = appConfig();
      const allowed = { security: { ...security, envExtraAllow: ['TARGET_TOKEN'] } };
      const world = new TestWorld();
      world.variables.set('TARGET_TOKEN', 't0ken');
      const app = await start(configured([hook({ forwardHeaders: headers })], [], allowed), world);
      world.outbound.serve('target.example', () => ({ status: 500 }));
      await deliver(app, '{"id":1,"env":{"TARGET_TOKEN":"forged"}}');
      await settled();
      await world.time.advance(6_000);
      expect(world.outbound.sent[0]?.headers['authorization']).to.equal('Bearer t0ken');
      expect(JSON.stringify([told(app), app.journal.facts])).to.not.contain('t0ken');
    });
  });

  describe('a drain', () => {
    it('ends what is passed on and fetched, tells no failure of it, and the next start does it once', async () => {
      const forwarding = webhook({
        action: 'http_forward',
        forwardUrl: 'https://target.example/in',
        notifyOnFailure: true,
      });
      const fetching = minutely({ schedule: '2 12 * * *', prompt: 'Sum up.', fetch: httpGet() });
      const before = await start(configured([forwarding], [fetching]));
      const { world } = before;
      for (const host of ['target.example', 'issues.example']) world.outbound.serve(host, () => 'silence');
      await world.time.advance(31_000);
      await deliver(before, '{"id":1}');
      await settled();
      expect(world.outbound.sent).to.have.length(2);
      await before.stop();
      expect(told(before).filter((notice) => notice.includes('❌'))).to.deep.equal([]);
      expect((await world.inbox.unfinished()).map(({ source }) => source)).to.have.members(['webhook', 'cron']);
      for (const host of ['target.example', 'issues.example'])
        world.outbound.serve(host, () => ({ body: Buffer.from('[]') }));
      const after = await TestApp.start(configured([forwarding], [fetching]), world);
      apps.push(after);
      await settled();
      expect(world.outbound.sent).to.have.length(4);
      expect(new Set(world.outbound.sent.map(({ headers }) => headers['idempotency-key'])).size).to.equal(2);
      expect(world.engine.orders).to.have.length(1);
      expect(await world.inbox.unfinished()).to.deep.equal([]);
    });

    it('begins nothing of a pause that ends meanwhile', async () => {
      const hook = webhook({ action: 'http_forward', forwardUrl: 'https://target.example/in' });
      const app = await start(configured([hook]));
      const { world } = app;
      world.outbound.serve('target.example', () => ({ status: 204 }));
      await app.say('/triggers pause deploy 1m');
      await deliver(app, '{"id":1}');
      await app.say('[[hang]] work');
      const stopping = app.stop();
      await world.time.advance(120_000);
      await stopping;
      expect(world.outbound.sent).to.deep.equal([]);
      expect((await world.inbox.unfinished()).map(({ source }) => source)).to.deep.equal(['webhook']);
    });
  });

  describe('a cron with fetch', () => {
    it('gives the data to its prompt, fenced, with structured access', async () => {
      const cron = minutely({ promptTemplate: 'Look at {{issues.0.title}} of {{date}}.', fetch: httpGet() });
      const app = await start(configured([], [cron]));
      app.world.outbound.serve('issues.example', () => ({ body: Buffer.from('[{"title":"Crash"}]') }));
      await app.world.time.advance(60_000);
      expect(app.world.engine.orders[0]?.prompt).to.match(
        /untrusted.*\nLook at <outside-(\w+)>Crash<\/outside-\1> of \d{4}-\d\d-\d\d\.$/,
      );
    });

    it('shows the data behind a prompt without placeholders', async () => {
      const cron = minutely({ prompt: 'Sum up.', fetch: httpGet({ parseAs: 'lines' }) });
      const app = await start(configured([], [cron]));
      app.world.outbound.serve('issues.example', () => ({ body: Buffer.from('one\n\ntwo\n') }));
      await app.world.time.advance(60_000);
      expect(app.world.engine.orders[0]?.prompt).to.match(
        /Sum up\.\n\nissues:\n<outside-\w+>\none\ntwo\n<\/outside-\w+>$/,
      );
    });

    it('tells what could not be fetched and runs nothing, or runs with the error if it is to', async () => {
      const cron = minutely({ prompt: 'Sum up.', fetch: httpGet() });
      const app = await start(configured([], [cron]));
      app.world.outbound.serve('issues.example', () => ({ status: 404 }));
      await app.world.time.advance(60_000);
      expect(app.world.engine.orders).to.deep.equal([]);
      expect(told(app).at(-1)).to.match(/❌ .*cron:fetcher.*answered 404/);
      const other = await start(configured([], [{ ...cron, fetch: httpGet({ onFailure: 'run_with_error' }) }]));
      await other.world.time.advance(60_000);
      expect(other.world.engine.orders[0]?.prompt).to.contain('[fetch error: ');
    });

    it('does not delay other crons', async () => {
      const slow = minutely({ prompt: 'slow', fetch: httpGet() });
      const app = await start(configured([], [slow, cronOf('quick')]));
      app.world.outbound.serve('issues.example', () => 'silence');
      await app.world.time.advance(60_000);
      expect(new Set(app.world.engine.orders.map(({ prompt }) => prompt))).to.deep.equal(new Set(['work of quick']));
      await app.world.time.advance(16_000);
      expect(told(app).at(-1)).to.match(/❌ .*cron:fetcher/);
    });

    it('reads a file within the roots only', async () => {
      const read = (filePath: string) => httpGet({ type: 'file_read', url: null, filePath, parseAs: 'text' });
      const world = new TestWorld();
      world.files.files.set(`${ROOT}/notes.txt`, Buffer.from('buy milk'));
      const inside = minutely({ prompt: 'Do it.', fetch: read(`${ROOT}/notes.txt`) });
      const outside = cronOf('outside', { fetch: read('/etc/shadow') });
      const app = await start(configured([], [inside, outside]), world);
      await world.time.advance(60_000);
      expect(new Set(world.engine.orders.map(({ prompt }) => prompt.includes('buy milk')))).to.deep.equal(
        new Set([true]),
      );
      expect(told(app).join('\n')).to.match(/❌ .*cron:outside.*\/etc\/shadow/);
    });

    it('may write the data to a file, or tell it', async () => {
      const fetch = httpGet({ parseAs: 'text' });
      const crons = [
        minutely({ action: 'file_write', filePath: `${ROOT}/{{date}}.txt`, fetch }),
        cronOf('teller', { action: 'notify_only', messageTemplate: 'now: {{issues}}', fetch }),
      ];
      const app = await start(configured([], crons));
      app.world.outbound.serve('issues.example', () => ({ body: Buffer.from('all quiet') }));
      await app.world.time.advance(60_000);
      expect([...app.world.files.files.values()].map(text)).to.deep.equal(['all quiet']);
      expect(told(app).at(-1)).to.equal('now\\: `all quiet`');
      expect(app.world.engine.orders).to.deep.equal([]);
    });
  });
});
