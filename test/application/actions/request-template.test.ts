import { expect } from 'chai';
import fc from 'fast-check';
import { RequestTemplate } from '../../../src/application/triggers/actions/request-template.js';
import { buildGeneration } from '../../../src/application/values/generation.js';
import { appConfig } from '../../support/builders/app-config.js';

const VARIABLES: Readonly<Record<string, string>> = { BASE: 'https://base.example/v1', HOST: 'https://base.example' };
const templates = new RequestTemplate({ valueOf: (name) => VARIABLES[name] ?? null });
const engines = {
  ids: [],
  engines: [],
  find: () => ({ ok: false, problem: { kind: 'other', message: '' } }) as const,
};
const generation = buildGeneration(1, appConfig({ security: { envExtraAllow: ['BASE', 'HOST'] } }), engines);

function url(template: string, values: Readonly<Record<string, unknown>>): string {
  const filled = templates.url(template, values, generation);
  if (filled.ok) return filled.value;
  return filled.problem.kind === 'unsafe-url' ? filled.problem.fault : filled.problem.kind;
}

describe('a URL with values from outside', () => {
  it('keeps them in their places', () => {
    expect(url('https://a.example/teams/{{team}}/jobs?q={{q}}#{{q}}', { team: 'a/b?c#d', q: '&x=1' })).to.equal(
      'https://a.example/teams/a%2Fb%3Fc%23d/jobs?q=%26x%3D1#%26x%3D1',
    );
    expect(url('https://a.example/{{team}}', { team: '\ud800' })).to.equal('https://a.example/%EF%BF%BD');
    expect(url('{{env.BASE}}/teams/{{team}}', { team: 'a/b' })).to.equal('https://base.example/v1/teams/a%2Fb');
  });

  it('refuses those that climb, leave a gap or name a host', () => {
    const jobs = 'https://a.example/teams/{{team}}/jobs';
    for (const team of ['.', '..', '%2e', '%2E.']) {
      const verdict = team.includes('%') ? `https://a.example/teams/${encodeURIComponent(team)}/jobs` : 'dot-segment';
      expect(url(jobs, { team }), team).to.equal(verdict);
    }
    for (const team of ['../admin', 'a/../../admin', '..\\admin', 'a/..', './x']) {
      expect(url('https://a.example/teams/{{team}}/jobs', { team }), team).to.equal('dot-segment');
    }
    expect(url('https://a.example/files/{{path}}', { path: 'src/a..b.ts' })).to.equal(
      'https://a.example/files/src%2Fa..b.ts',
    );
    expect(url('https://a.example/{{a}}{{b}}/jobs', { a: '.', b: '.' })).to.equal('dot-segment');
    expect(url('https://a.example/%2e{{a}}/jobs', { a: '.' })).to.equal('dot-segment');
    expect(url('https://a.example/teams/{{team}}', { team: '..' })).to.equal('dot-segment');
    expect(url('{{env.BASE}}/{{team}}/jobs', { team: '..' })).to.equal('dot-segment');
    expect(url(jobs, { team: '' })).to.equal('empty-segment');
    expect(url(jobs, {})).to.equal('empty-segment');
    for (const host of ['evil.example', '@evil.example', '.evil.example', 'evil', ':99', '']) {
      expect(url('https://a.example{{host}}/x', { host }), host).to.equal('other-host');
      expect(url('https://{{host}}.example/x', { host }), host).to.equal('other-host');
      expect(url(' https://{{host}}.example/x', { host }), host).to.equal('other-host');
      expect(url('{{env.HOST}}{{host}}/x', { host }), host).to.equal('other-host');
    }
  });

  it('takes a whole URL as it is, and only that', () => {
    expect(url('{{url}}', { url: 'https://b.example/a/../b?c' })).to.equal('https://b.example/a/../b?c');
    expect(url('{{url}}/{{id}}', { url: 'https://b.example', id: 'a/b' })).to.equal('https://b.example/a%2Fb');
    expect(url('{{url}}/{{id}}', { url: 'https://b.example/a', id: '..' })).to.equal('dot-segment');
  });

  it('leads to the host of the template and through as many segments, whatever the values are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const filled = url('https://a.example:8443/v1/{{a}}/x/{{b}}{{a}}/y?q={{b}}', { a, b });
        if (!filled.startsWith('https://')) return;
        const parsed = new URL(filled);
        expect(parsed.host).to.equal('a.example:8443');
        expect(parsed.pathname.split('/')).to.have.length(6);
      }),
    );
  });
});
