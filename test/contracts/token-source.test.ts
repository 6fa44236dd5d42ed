import { RandomTokenSource } from '../../src/adapters/system/random-token-source.js';
import { FakeTokenSource } from '../support/fakes/fake-token-source.js';
import { describeTokenSource } from './token-source.contract.js';

describeTokenSource('the fake', () => new FakeTokenSource());
describeTokenSource('chance', () => new RandomTokenSource());
