import { JsonPythonState } from '../../src/adapters/python-state/json-python-state.js';
import { writeEarlierState } from '../support/earlier-state-files.js';
import { FakeEarlierState } from '../support/fakes/fake-earlier-state.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { describeEarlierState } from './python-state.contract.js';

describeEarlierState('the fake', async (findings) => {
  const state = new FakeEarlierState();
  state.left = findings;
  return state;
});

describe('the JSON files', () => {
  const clean = new AsyncDisposableStack();
  after(() => clean.disposeAsync());

  describeEarlierState('beside the configuration', async (findings) => {
    const { path } = clean.use(await temporaryDirectory());
    if (findings !== null) await writeEarlierState(path, findings);
    return new JsonPythonState(path);
  });
});
