import { expect } from 'chai';
import type { Engine, EngineOrder } from '../../src/domain/engine/engine.js';
import { StopSource } from '../../src/domain/ports/stop-signal.js';
import { PersonLine } from '../../src/domain/run/person-line.js';
import type { RunCompleted, RunEvent } from '../../src/domain/run/run-event.js';
import { collect } from '../support/scripted-engine/collect.js';

/** An engine under test, in a place where it can work. It must know the directives of `FakeEngine`. */
export interface EngineUnderTest {
  readonly engine: Engine;
  /** Exists. */
  readonly directory: string;
  /** Does not exist. */
  readonly missingDirectory: string;
  /** How many runs are going on. */
  live(): number;
  dispose(): Promise<void>;
}

/** What everything that calls itself an `Engine` does. */
export function engineContract(name: string, make: () => Promise<EngineUnderTest>): void {
  describe(`${name} as an engine`, () => {
    let under: EngineUnderTest;
    let runs = 0;

    beforeEach(async () => {
      under = await make();
    });
    afterEach(() => under.dispose());

    function order(prompt: string, more: Partial<EngineOrder> = {}): EngineOrder {
      const options = { model: null, effort: null, permissionMode: null };
      const run = (++runs).toString(16).padStart(12, '0');
      return { run, prompt, preamble: null, resume: null, directory: under.directory, options, ...more };
    }

    async function play(asked: EngineOrder, stop = new StopSource()): Promise<RunEvent[]> {
      return collect(under.engine.begin(asked, stop.signal));
    }

    function last(events: readonly RunEvent[]): RunCompleted {
      const event = events.at(-1);
      if (event?.kind !== 'completed') throw new Error(`the last event is ${event?.kind}`);
      return event;
    }

    it('names its conversation first and answers once', async () => {
      const events = await play(order('good morning'));
      expect(events[0]).to.deep.include({ kind: 'started' });
      expect(events.filter((event) => event.kind === 'completed')).to.have.length(1);
      expect(last(events)).to.deep.include({ ok: true, answer: 'turn 1: good morning', problem: null });
      const started = events[0];
      if (started?.kind !== 'started') throw new Error('not started');
      expect(started.resume).to.deep.include({ engine: under.engine.id, directory: under.directory });
      expect(started.resume.value).to.not.equal('');
    });

    it('answers just the same with a person to ask', async () => {
      const person = new PersonLine();
      const events = await play(order('good morning', { person }));
      expect(last(events)).to.deep.include({ ok: true, answer: 'turn 1: good morning' });
      expect(person.say({ kind: 'message', text: 'too late' })).to.equal(false);
    });

    it('goes on with a conversation by its token', async () => {
      const [started] = await play(order('first'));
      if (started?.kind !== 'started') throw new Error('not started');
      const events = await play(order('second', { resume: started.resume }));
      expect(last(events).answer).to.equal('turn 2: second');
      expect(events[0]).to.deep.include({ resume: started.resume });
    });

    it('says that it does not know a conversation', async () => {
      const resume = { engine: under.engine.id, value: 'no-such-conversation', directory: null };
      const { ok, problem } = last(await play(order('hello', { resume })));
      expect(ok).to.equal(false);
      expect(problem?.kind).to.equal('session-unknown');
    });

    it('says that the directory is missing', async () => {
      const events = await play(order('hello', { directory: under.missingDirectory }));
      expect(events).to.have.length(1);
      expect(last(events).problem?.kind).to.equal('directory-missing');
    });

    it('reports a failure as a result with its kind and wording', async () => {
      const { ok, problem } = last(await play(order('[[error:authentication_failed the key is bad]]')));
      expect(ok).to.equal(false);
      expect(problem).to.deep.include({ kind: 'authentication', message: 'the key is bad' });
    });

    it('pairs the beginning and the end of each action', async () => {
      const events = await play(order('[[steps:3]] done'));
      const phases = events.flatMap((event) => (event.kind === 'action' ? [event] : []));
      const ids = (phase: string) => phases.filter((one) => one.phase === phase).map((one) => one.action.id);
      expect(ids('started')).to.have.length(3);
      expect(ids('completed')).to.deep.equal(ids('started'));
    });

    it('starts nothing when it was stopped before', async () => {
      const stop = new StopSource();
      stop.stop();
      const events = await play(order('hello'), stop);
      expect(events).to.have.length(1);
      expect(last(events).problem?.kind).to.equal('interrupted');
      expect(under.live()).to.equal(0);
    });

    it('ends a run that is stopped, and says so', async () => {
      const stop = new StopSource();
      const events: RunEvent[] = [];
      for await (const event of under.engine.begin(order('[[steps:1]] [[hang]]'), stop.signal)) {
        events.push(event);
        if (event.kind === 'action' && event.phase === 'completed') stop.stop();
      }
      expect(last(events).problem?.kind).to.equal('interrupted');
      expect(under.live()).to.equal(0);
    });

    it('ends a run whose events nobody wants any more', async () => {
      for await (const event of under.engine.begin(order('[[steps:1]] [[hang]]'), new StopSource().signal)) {
        if (event.kind === 'started') break;
      }
      expect(under.live()).to.equal(0);
    });

    it('keeps two runs apart', async () => {
      const [one, two] = await Promise.all([play(order('one')), play(order('two'))]);
      expect(last(one).answer).to.equal('turn 1: one');
      expect(last(two).answer).to.equal('turn 1: two');
      const tokens = [one, two].map(([started]) => started?.kind === 'started' && started.resume.value);
      expect(tokens[0]).to.not.equal(tokens[1]);
    });

    it('recognises its own resume line, with backticks and blanks, and no other line', () => {
      const line = under.engine.resumeLine({ engine: under.engine.id, value: 'a1-b2', directory: null });
      for (const written of [line, `\`${line}\``, `  ${line}  `, line.toUpperCase().replace('A1-B2', 'a1-b2')]) {
        expect(under.engine.parseResumeLine(written), written).to.equal('a1-b2');
      }
      for (const other of ['', 'hello', `${line} and more`, `see ${line}`, line.replace(' a1-b2', '')]) {
        expect(under.engine.parseResumeLine(other), other).to.equal(null);
      }
    });

    it('says what it is', async () => {
      expect(await under.engine.availability()).to.deep.include({ kind: 'available' });
    });
  });
}
