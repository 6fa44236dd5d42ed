import { expect } from 'chai';
import { type Origin, supervisorOf } from '../../../src/adapters/service/supervisor.js';

const bare: Origin = { environment: {}, pid: 900, parentPid: 800, onTerminal: false };

function found(environment: Origin['environment'], change: Partial<Origin> = {}) {
  return supervisorOf({ ...bare, environment, ...change });
}

describe('who would start the program again', () => {
  it('is nobody in a terminal, under nohup or in a plain script', () => {
    expect(found({})).to.equal(null);
    expect(found({}, { onTerminal: true })).to.equal(null);
  });

  it('is systemd if it started this very process', () => {
    expect(found({ INVOCATION_ID: 'a', SYSTEMD_EXEC_PID: '900' })).to.equal('systemd');
    expect(found({ NOTIFY_SOCKET: '/s', SYSTEMD_EXEC_PID: '900' })).to.equal('systemd');
  });

  it('is not systemd where the variables were only inherited: a terminal of a desktop, a script of another service', () => {
    expect(found({ INVOCATION_ID: 'a', SYSTEMD_EXEC_PID: '77' })).to.equal(null);
    expect(found({ NOTIFY_SOCKET: '/s', SYSTEMD_EXEC_PID: '77' }, { onTerminal: true })).to.equal(null);
  });

  it('is taken for systemd by the older one’s variables, unless there is a terminal', () => {
    expect(found({ INVOCATION_ID: 'a' })).to.equal('systemd');
    expect(found({ NOTIFY_SOCKET: '@s' })).to.equal('systemd');
    expect(found({ INVOCATION_ID: 'a' }, { onTerminal: true })).to.equal(null);
    expect(found({ INVOCATION_ID: '', NOTIFY_SOCKET: '' })).to.equal(null);
  });

  it('is nobody in a container, whose policy can’t be seen from inside', () => {
    expect(found({ NOTIFY_SOCKET: '/run/notify' }, { pid: 1, parentPid: 0 })).to.equal(null);
  });

  it('is launchd for its own child, not for a shell of macOS', () => {
    expect(found({ XPC_SERVICE_NAME: 'untether' }, { parentPid: 1 })).to.equal('launchd');
    expect(found({ XPC_SERVICE_NAME: '0' }, { parentPid: 1 })).to.equal(null);
    expect(found({ XPC_SERVICE_NAME: 'application.com.apple.Terminal' })).to.equal(null);
  });

  it('is pm2 for its programs', () => {
    expect(found({ pm_id: '0', PM2_HOME: '/home/ada/.pm2' })).to.equal('pm2');
    expect(found({ PM2_HOME: '/home/ada/.pm2' })).to.equal(null);
  });
});
