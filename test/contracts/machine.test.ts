import { NodeMachine } from '../../src/adapters/system/node-machine.js';
import { FakeMachine } from '../support/fakes/fake-machine.js';
import { describeMachine } from './machine.contract.js';

describeMachine('the fake', () => new FakeMachine());
describeMachine('this machine', () => new NodeMachine());
describeMachine('a machine without /proc', () => new NodeMachine('/nowhere'));
