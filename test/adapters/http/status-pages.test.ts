import { expect } from 'chai';
import { hearing } from '../../support/builders/health-report.js';
import { webhook } from '../../support/builders/webhook.js';
import type { TestAnswer } from '../../support/http-request.js';
import { HttpRig, serverSlice } from './http-rig.js';

describe('the pages about the program', () => {
  let rig: HttpRig;
  beforeEach(() => {
    rig = new HttpRig();
    rig.configure([webhook()]);
  });
  afterEach(() => rig.close());

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    rig.post({ method, path, headers });
  const page = ({ text }: TestAnswer) => JSON.parse(text) as Record<string, unknown>;

  describe('/health', () => {
    it('says how the program is, to a program on this machine also how busy it is', async () => {
      rig.configure([webhook(), webhook({ id: 'off', path: '/off', enabled: false })]);
      await rig.start();
      const answer = await get('/health');
      expect(answer.status).to.equal(200);
      expect(answer.headers['content-type']).to.match(/^application\/json/);
      expect(page(answer)).to.deep.include({ status: 'ok', webhooks: 1, paused: false, generation: 2, ailments: [] });
      expect(page(answer)).to.deep.include({ runs: { live: 0, waiting: 0 }, undelivered: 0 });
    });

    it('is answered to everybody, but not how busy the program is', async () => {
      await rig.start();
      const answer = await get('/health', { 'x-forwarded-for': '192.0.2.1' });
      expect(answer.status).to.equal(200);
      const known = ['status', 'webhooks', 'paused', 'generation', 'ailments', 'held', 'config'];
      expect(page(answer)).to.have.all.keys(...known);
    });

    it('is 503 while webhooks are refused: nothing can be stored, or the program ends', async () => {
      await rig.start();
      rig.measured = { backlog: null };
      const failing = await get('/health');
      expect([failing.status, page(failing)['status']]).to.deep.equal([503, 'degraded']);
      rig.measured = { draining: true };
      expect((await get('/health')).status).to.equal(503);
      rig.measured = { reloadRejected: true };
      const degraded = await get('/health');
      expect([degraded.status, page(degraded)['status']]).to.deep.equal([200, 'degraded']);
    });

    it('is 503 when nobody can reach the program', async () => {
      await rig.start();
      rig.measured = { hearing: hearing({ quietMs: 90_001 }) };
      const deaf = await get('/health');
      expect([deaf.status, page(deaf)['status']]).to.deep.equal([503, 'deaf']);
      rig.measured = { reloadRejected: true };
      const degraded = await get('/health');
      expect([degraded.status, page(degraded)['status']]).to.deep.equal([200, 'degraded']);
      rig.measured = { paused: true };
      const paused = await get('/health');
      expect(page(paused)).to.include({ status: 'paused', paused: true });
    });

    it('is for reading only', async () => {
      await rig.start();
      expect((await get('/health', {}, 'HEAD')).status).to.equal(200);
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const answer = await get('/health', {}, method);
        expect([method, answer.status, answer.headers['allow']]).to.deep.equal([method, 405, 'GET, HEAD']);
      }
    });
  });

  describe('/metrics', () => {
    it('is text for a program on this machine', async () => {
      await rig.start();
      const answer = await get('/metrics');
      expect(answer.status).to.equal(200);
      expect(answer.headers['content-type']).to.match(/^text\/plain; version=0\.0\.4/);
      expect(answer.text).to.include('untether_status{status="ok"} 1\n');
    });

    it('is refused to whoever is forwarded, also if it is public, unless the proxy is trusted', async () => {
      const running = await rig.start();
      const remote = { 'x-forwarded-for': '192.0.2.1' };
      expect((await get('/metrics', remote)).status).to.equal(403);
      running.retune(serverSlice({ metricsPublic: true }));
      expect((await get('/metrics', remote)).status).to.equal(403);
      expect((await get('/metrics', { forwarded: 'for=127.0.0.1' })).status).to.equal(403);
      running.retune(serverSlice({ trustedProxies: ['127.0.0.1'] }));
      expect((await get('/metrics', remote)).status).to.equal(403);
      expect((await get('/metrics', { 'x-real-ip': '127.0.0.1' })).status).to.equal(403);
      expect((await get('/metrics', { 'x-forwarded-for': '127.0.0.1' })).status).to.equal(200);
      running.retune(serverSlice({ trustedProxies: ['127.0.0.1'], metricsPublic: true }));
      expect((await get('/metrics', remote)).status).to.equal(200);
    });

    it('is not there when it is switched off, from one request to the next', async () => {
      const running = await rig.start();
      running.retune(serverSlice({ metrics: false }));
      expect((await get('/metrics')).status).to.equal(404);
      expect((await get('/metrics', {}, 'POST')).status).to.equal(404);
      running.retune(serverSlice());
      expect((await get('/metrics')).status).to.equal(200);
    });

    it('is for reading only, beside a webhook at its path', async () => {
      await rig.start();
      const answer = await get('/metrics', {}, 'POST');
      expect([answer.status, answer.headers['allow']]).to.deep.equal([405, 'GET, HEAD']);
      rig.configure([webhook({ path: '/metrics' })]);
      expect((await rig.post({ path: '/metrics' })).status).to.equal(202);
      expect((await get('/metrics')).status).to.equal(200);
    });
  });
});
