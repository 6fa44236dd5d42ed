import { expect } from 'chai';
import { secretsOf } from '../../src/application/values/config-secrets.js';
import { Secret } from '../../src/domain/secret.js';
import { appConfig, type ConfigChange } from '../support/builders/app-config.js';
import { cronOf } from '../support/builders/cron.js';
import { webhook } from '../support/builders/webhook.js';

describe('the secrets of a configuration', () => {
  const revealed = (change: ConfigChange) => secretsOf(appConfig(change)).map((secret) => secret.reveal());

  it('are the token, the keys, and all secrets of all webhooks', () => {
    const { voice } = appConfig().telegram;
    const hooks = [
      webhook({ id: 'a', secrets: [new Secret('inline'), new Secret('rotated')] }),
      webhook({ id: 'b', enabled: false, secrets: [new Secret('disabled')] }),
    ];
    const telegram = { voice: { ...voice, apiKey: new Secret('voice-key') } };
    expect(revealed({ telegram, triggers: { webhooks: hooks } })).to.include.members([
      '4000:fake',
      'voice-key',
      'inline',
      'rotated',
      'disabled',
    ]);
  });

  it('are credentials in addresses, as they stand there and as they are meant', () => {
    const forward = (forwardUrl: string) =>
      revealed({ triggers: { webhooks: [webhook({ secrets: [], forwardUrl })] } });
    expect(forward('https://ada:p%40ss%3Aword@a.example/x')).to.include.members(['p%40ss%3Aword', 'p@ss:word']);
    expect(forward('https://only-a-token@a.example')).to.include('only-a-token');
    expect(forward('https://a.example/x?api_key=k-1&page=22&sig=s'))
      .to.include.members(['k-1', 's'])
      .and.not.include('22');
    expect(forward('https://hooks.example/services/T0/B0/aB3dE6gH9jK2mN5pQ8sT1vWx')).to.include(
      'aB3dE6gH9jK2mN5pQ8sT1vWx',
    );
    expect(forward('https://a.example/{{team}}/a-common-name-without-digits')).to.deep.equal(['4000:fake']);
    const telegram = {
      apiUrl: 'http://user:of-the-api@127.0.0.1:1',
      voice: { ...appConfig().telegram.voice, baseUrl: 'https://v:of-the-voice@v.example' },
    };
    expect(revealed({ telegram })).to.include.members(['of-the-api', 'of-the-voice']);
  });

  it('are values of headers that may be some, with and without their scheme', () => {
    const forwardHeaders = {
      Authorization: 'Bearer abc',
      'X-Api-Key': 'k',
      'X-Something': 'a-long-value',
      'X-Debug': '1',
      'Content-Type': 'application/json',
      'X-Token': 'Bearer {{token}}',
    };
    const found = revealed({ triggers: { webhooks: [webhook({ secrets: [], forwardHeaders })] } });
    expect(found).to.deep.equal(['4000:fake', 'Bearer abc', 'abc', 'k', 'a-long-value']);
    const { fetch: _, ...rest } = cronOf('c');
    const fetch = {
      type: 'http_get' as const, url: 'https://x:in-a-fetch@a.example', headers: { Cookie: 'id=1' }, body: null, filePath: null,
      timeoutMs: 1, parseAs: 'text' as const, storeAs: 'x', onFailure: 'abort' as const, maxBytes: 1,
    }; // biome-ignore format: of no interest
    expect(revealed({ triggers: { crons: [{ ...rest, fetch }] } })).to.include.members(['in-a-fetch', 'id=1']);
  });
});
