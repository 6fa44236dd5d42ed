import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ControlClient } from '../../../src/adapters/control/control-client.js';
import { SocketDoor } from '../../../src/adapters/control/socket-door.js';
import type { ControlApi } from '../../../src/application/ports/config/control.js';
import { vitalSigns } from '../../support/builders/health-report.js';
import { FakeJournal } from '../../support/fakes/fake-journal.js';
import { FakeTime } from '../../support/fakes/fake-time.js';
import { expectNoLeaks } from '../../support/leaks.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const control: ControlApi = {
  reload: async () => ({ kind: 'unchanged', generation: 1 }),
  status: async () => ({ pid: 1, version: '0.0.0', signs: vitalSigns(), at: 0 }),
};

describe('the door for the terminal', () => {
  expectNoLeaks();

  it('opens again when nothing is in its way any more, and says once that it could not', async () => {
    await using directory = await temporaryDirectory();
    const [alarm, journal] = [new FakeTime(), new FakeJournal()];
    const place = { stateDirectory: directory.path, shortDirectory: directory.path };
    const door = new SocketDoor(place, { control, alarm, journal });
    await door.open();
    const folder = join(directory.path, 'control');
    await rm(folder, { recursive: true });
    await writeFile(folder, 'in the way');
    const complaints = () => journal.facts.filter(({ name }) => name === 'control.not-open').length;
    while (complaints() === 0) await alarm.advance(5_000);
    for (let look = 0; look < 3; look++) await alarm.advance(5_000);
    expect(complaints()).to.equal(1);

    await rm(folder);
    const client = new ControlClient(directory.path);
    const pid = () =>
      client.status().then(
        (status) => status.pid,
        () => null,
      );
    while ((await pid()) === null) await alarm.advance(5_000);
    await door.close();
    expect(await pid()).to.equal(null);
  });
});
