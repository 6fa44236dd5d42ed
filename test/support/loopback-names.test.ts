import dns, { promises as promised } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { get } from 'node:http';
import { expect } from 'chai';
import { systemLookUp } from '../../src/adapters/net/look-up.js';
import { askedNames } from './loopback-names.js';

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'found',
    (error) => error.code,
  );
}

describe('tests', () => {
  it('ask no name server, however it is tried', async () => {
    const name = 'name.example';
    const asked = (ask: (done: (error: unknown) => void) => unknown) =>
      new Promise((resolve) => ask((error) => resolve((error as { code?: unknown } | null)?.code ?? 'found')));
    const codes = await Promise.all([
      codeOf(lookup(name)),
      codeOf(promised.resolve4(name)),
      codeOf(systemLookUp(name)),
      codeOf(fetch(`http://${name}/`).catch((error) => Promise.reject(error.cause))),
      asked((done) => dns.lookup(name, done)),
      asked((done) => dns.resolveTxt(name, done)),
      asked((done) => get(`http://${name}/`).on('error', done)),
    ]);
    expect(codes).to.deep.equal(codes.map(() => 'ENOTFOUND'));
    expect(askedNames.splice(0)).to.deep.equal(codes.map(() => name));
  });

  it('find this machine by its name and by addresses', async () => {
    expect((await lookup('127.0.0.1')).address).to.equal('127.0.0.1');
    expect(await systemLookUp('localhost')).to.include('127.0.0.1');
    expect(await systemLookUp('localhost.')).to.include('127.0.0.1');
    expect(askedNames).to.deep.equal([]);
  });
});
