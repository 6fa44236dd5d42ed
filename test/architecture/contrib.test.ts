import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from './project-root.js';

function contributed(name: string): string {
  return readFileSync(join(projectRoot, 'contrib', name), 'utf8');
}

/** The assignments of a unit, those of one key in order. */
function assignments(name: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const line of contributed(name).split('\n')) {
    if (/^(?:#|\[|$)/.test(line)) continue;
    const [, key = '', value = ''] = /^([A-Z]\w*)=(.*)$/.exec(line) ?? [];
    expect(key, line).not.to.equal('');
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return found;
}

/** The composition's constants, by name. */
function constant(name: string): number {
  const main = readFileSync(join(projectRoot, 'src/composition/main.ts'), 'utf8');
  const [, digits = ''] = new RegExp(`\\b${name}(?::| =) ([\\d_]+)`).exec(main) ?? [];
  expect(digits, name).not.to.equal('');
  return Number(digits.replaceAll('_', ''));
}

const drainS = (constant('runsMs') + constant('stoppingMs') + 4 * constant('tellingMs')) / 1_000;

for (const unit of ['untether.service', 'untether-hardened.service']) {
  describe(`contrib/${unit}`, () => {
    const of = (key: string) => assignments(unit).get(key);

    it('is told by the program itself what goes on, and wants to hear that it lives', () => {
      // The last one that a systemd knows counts; from 253 on it sends SIGHUP itself and waits for READY=1.
      expect(of('Type')).to.deep.equal(['notify', 'notify-reload']);
      expect(of('ExecReload')).to.equal(undefined);
      expect(of('NotifyAccess')).to.deep.equal(['main']);
      expect(Number(of('WatchdogSec')?.[0])).to.be.greaterThan(10);
    });

    it('starts the program again after /restart and after a failure, but not for ever', () => {
      const code = String(constant('EXIT_TO_RESTART'));
      expect(of('RestartForceExitStatus')).to.deep.equal([code]);
      expect(of('SuccessExitStatus')).to.deep.equal([code]);
      expect(of('Restart')).to.deep.equal(['on-failure']);
      expect(Number(of('StartLimitBurst')?.[0])).to.be.greaterThan(1);
      expect(of('StartLimitIntervalSec')).to.have.length(1);
    });

    it('leaves a drain its time and its processes', () => {
      expect(Number(of('TimeoutStopSec')?.[0])).to.be.greaterThan(drainS);
      expect(of('KillMode')).to.deep.equal(['mixed']);
      expect(of('WatchdogSignal')).to.deep.equal(['SIGTERM']);
    });

    it('does not take from Node what it needs, and has the namespace that a user manager needs for mounts', () => {
      expect(of('MemoryDenyWriteExecute')).to.equal(undefined);
      expect(of('PrivateUsers')).to.deep.equal(['yes']);
      expect(of('RestrictAddressFamilies')?.[0]?.split(' ')).to.include.members(['AF_UNIX', 'AF_INET', 'AF_INET6']);
    });
  });
}

describe('contrib/dev.untether.bridge.plist', () => {
  const plist = contributed('dev.untether.bridge.plist');

  it('is well-formed: a property list of one dictionary', () => {
    const body = plist.replace(/<!--(?:(?!--)[\s\S])*-->/g, '');
    expect(body).not.to.match(/--|&(?!amp;|lt;|gt;)/);
    const open: string[] = [];
    for (const [, closing, name = '', empty] of body.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (closing === '/') expect(open.pop()).to.equal(name);
      else if (empty === '') open.push(name);
    }
    expect(open).to.deep.equal([]);
    expect(body.replace(/<[^<>]*>/g, '')).not.to.match(/[<>]/);
  });

  it('has a value for each key, and each key once', () => {
    const keys = [
      ...plist.matchAll(/<key>(\w+)<\/key>\s*(?:<!--[\s\S]*?-->\s*)?<(string|array|dict|integer|true|false)\b/g),
    ];
    expect(keys).to.have.length(plist.split('<key>').length - 1);
    expect(new Set(keys.map(([, key]) => key)).size).to.equal(keys.length);
  });

  it('starts the program again unless it ended cleanly, and leaves a drain its time', () => {
    expect(plist).to.match(/<key>SuccessfulExit<\/key>\s*<false\/>/);
    const [, seconds] = /<key>ExitTimeOut<\/key>\s*<integer>(\d+)</.exec(plist) ?? [];
    expect(Number(seconds)).to.be.greaterThan(drainS);
  });
});
