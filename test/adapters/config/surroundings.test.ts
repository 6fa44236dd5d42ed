import { expect } from 'chai';
import { configPath, stateDirectory } from '../../../src/adapters/config/environment/surroundings.js';

describe('the path of the configuration file', () => {
  const home = '/home/someone';

  it('is the argument, else UNTETHER_CONFIG_PATH, else in the home directory', () => {
    const environment = { UNTETHER_CONFIG_PATH: '~/u.toml' };
    expect(configPath('here.toml', { environment, home, directory: '/srv' })).to.equal('/srv/here.toml');
    expect(configPath(null, { environment, home, directory: '/srv' })).to.equal('/home/someone/u.toml');
    expect(configPath(null, { environment: { UNTETHER_CONFIG_PATH: '' }, home, directory: '/srv' })).to.equal(
      '/home/someone/.untether/untether.toml',
    );
  });
});

describe('the state directory', () => {
  const around = (environment: Record<string, string>) => ({ file: '/etc/u/untether.toml', environment, home: '/h' });

  it('is beside the file unless something else is said', () => {
    expect(stateDirectory(null, around({}))).to.equal('/etc/u/state');
    expect(stateDirectory('~/state', around({}))).to.equal('/h/state');
    expect(stateDirectory('data', around({}))).to.equal('/etc/u/data');
  });

  it('follows UNTETHER_STATE_DIR, then the file, then systemd', () => {
    const systemd = { STATE_DIRECTORY: '/var/lib/u:/var/lib/v' };
    expect(stateDirectory(null, around(systemd))).to.equal('/var/lib/u');
    expect(stateDirectory('data', around(systemd))).to.equal('/etc/u/data');
    expect(stateDirectory('data', around({ ...systemd, UNTETHER_STATE_DIR: '/s' }))).to.equal('/s');
    expect(stateDirectory(null, around({ STATE_DIRECTORY: '', UNTETHER_STATE_DIR: '' }))).to.equal('/etc/u/state');
  });
});
