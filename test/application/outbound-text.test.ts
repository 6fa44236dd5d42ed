import { expect } from 'chai';
import { outboundText } from '../../src/application/wording/triggers/outbound-text.js';

const host = 'hooks.example';

describe('the text of a request without an answer', () => {
  it('says what to fix in the URL and the headers', () => {
    expect(outboundText({ kind: 'bad-url' }))
      .to.include('http://')
      .and.to.include('template');
    expect(outboundText({ kind: 'unsupported-scheme', scheme: 'ftp' })).to.include('not ftp:');
    const header = (why: 'name' | 'value' | 'own' | 'twice', name = 'X-Kind') =>
      outboundText({ kind: 'bad-header', name, why });
    expect(header('value')).to.include('"X-Kind"').and.to.include('line break');
    expect(header('own', 'Host')).to.include('Leave it out');
    expect(header('twice')).to.include('Keep one');
    expect(header('name', `${'x'.repeat(300)}\r\nX-More: 1`)).to.match(/^"x{99}…" can’t/);
    expect(header('name', 'a\rb')).to.include('"a\\rb"');
  });

  it('tells a host that does not exist from one that could not be looked up', () => {
    expect(outboundText({ kind: 'unresolved', host, code: 'ENOTFOUND' })).to.match(
      /^There is no host hooks\.example\./,
    );
    expect(outboundText({ kind: 'unresolved', host, code: 'EAI_AGAIN' })).to.match(/could not.*\(EAI_AGAIN\)$/);
  });

  it('names the setting that lets a private address be reached', () => {
    const named = outboundText({ kind: 'forbidden-address', host, address: '10.0.0.1' });
    expect(named).to.match(
      /^hooks\.example leads to 10\.0\.0\.1.*add "10\.0\.0\.1" to outbound_allow under \[security\]/,
    );
    expect(outboundText({ kind: 'forbidden-address', host: '::1', address: '::1' })).to.match(/^::1 is not a public/);
  });

  it('says how a connection failed, with the code', () => {
    const text = (code: string) => outboundText({ kind: 'connection-failed', host, code });
    expect(text('ECONNREFUSED')).to.equal(
      'hooks.example refuses the connection; nothing may be listening there. (ECONNREFUSED)',
    );
    for (const code of ['EHOSTUNREACH', 'ENETUNREACH']) expect(text(code)).to.include('no way to hooks.example');
    for (const code of ['ECONNRESET', 'UND_ERR_SOCKET']) expect(text(code)).to.include('broke off');
    for (const code of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID']) {
      expect(text(code)).to.include('certificate').and.to.include(code);
    }
    expect(text('EPROTO')).to.include('isn’t HTTP');
    expect(text('EMFILE')).to.equal('The connection to hooks.example failed. (EMFILE)');
  });

  it('gives the limits that were reached', () => {
    expect(outboundText({ kind: 'timeout', host, timeoutMs: 1_500 })).to.include('1.5 s');
    expect(outboundText({ kind: 'too-large', host, maxBytes: 1_024 })).to.include('1024 bytes');
    expect(outboundText({ kind: 'aborted' })).to.include('stopped');
  });
});
