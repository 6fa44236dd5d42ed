import { expect } from 'chai';
import { linesBetween, linesInDiff, linesInInput } from '../../../src/adapters/engines/stream/line-count.js';
import { tellingLine } from '../../../src/adapters/engines/stream/telling-line.js';
import { todosOf } from '../../../src/adapters/engines/stream/todo-list.js';

describe('why a tool failed', () => {
  for (const [line, output] of [
    ['3 failed, 12 passed in 0.31s', 'test_a.py F\nE  assert 1 == 2\n======= 3 failed, 12 passed in 0.31s =======\n'],
    [
      'Tests: 2 failed, 8 passed, 10 total',
      ' FAIL src/a.test.ts\n  ● adds\n\nTests: 2 failed, 8 passed, 10 total\nTime: 2 s\n',
    ],
    [
      '4 failing',
      '  12 passing (1s)\n  4 failing\n\n  1) adds:\n     AssertionError: expected 1\n      at Context.<anonymous> (a.js:1:1)\n',
    ],
    [
      "src/a.ts(3,5): error TS2345: Argument of type 'x'",
      "src/a.ts(3,5): error TS2345: Argument of type 'x'\nsrc/b.ts(1,1): error TS1: y\n\nFound 2 errors.\n",
    ],
    [
      'error[E0425]: cannot find value `x`',
      'Compiling a\nerror[E0425]: cannot find value `x`\n --> src/main.rs:1:1\nerror: aborting\n',
    ],
    [
      'ValueError: bad literal',
      'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nValueError: bad literal\n',
    ],
    ['fatal: not a git repository', 'fatal: not a git repository\n'],
    ['sh: 1: foo: command not found', 'sh: 1: foo: command not found\nExit code 127\n'],
    [
      'npm error Missing script: "x"',
      'npm error Missing script: "x"\nnpm error\nnpm error A complete log of this run can be found in: /x/y.log\n',
    ],
    ['oops', 'Exit code 3\noops'],
    ['last words', 'first\nlast words\n\n'],
  ] as const) {
    it(`is ${JSON.stringify(line)}`, () => {
      expect(tellingLine(output)).to.equal(line);
    });
  }

  it('is nothing where nothing was said', () => {
    for (const output of ['', '\n \n', 'Exit code 1\n', '-----\n']) expect(tellingLine(output)).to.equal(null);
  });

  it('is short, and found at once in a long output', () => {
    for (const unit of ['x', ' ', 'error ', '=', '1 ', 'a\n', ': ']) {
      expect((tellingLine(unit.repeat(1_000_000)) ?? '').length).to.be.at.most(200);
    }
    expect(tellingLine(`${'noise\n'.repeat(200_000)}1 failed, 2 passed\n`)).to.equal('1 failed, 2 passed');
  });
});

describe('the lines of an edit', () => {
  it('are those that one text has and the other has not', () => {
    expect(linesBetween('a\nb\nc\n', 'a\nB\nc\nd\n')).to.deep.equal({ added: 2, removed: 1 });
    expect(linesBetween('', 'a\nb')).to.deep.equal({ added: 2, removed: 0 });
    expect(linesBetween('a', '')).to.deep.equal({ added: 0, removed: 1 });
    expect(linesBetween('a\na', 'a')).to.deep.equal({ added: 0, removed: 1 });
    linesBetween('x\n'.repeat(500_000), 'y\n'.repeat(500_000));
  });

  it('are told by a diff of any dialect', () => {
    expect(linesInDiff('--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n a\n-b\n+c\n+d\n')).to.deep.equal({ added: 2, removed: 1 });
    expect(linesInDiff('*** Begin Patch\n*** Update File: x\n@@\n-a\n+b\n*** End Patch')).to.deep.equal({
      added: 1,
      removed: 1,
    });
    expect(linesInDiff('-1 hello\n+1 goodbye')).to.deep.equal({ added: 1, removed: 1 });
  });

  it('are told by what each engine calls its texts', () => {
    const one = { added: 1, removed: 1 };
    expect(linesInInput({ old_string: 'a', new_string: 'b' })).to.deep.equal(one);
    expect(linesInInput({ oldString: 'a', newString: 'b' })).to.deep.equal(one);
    expect(linesInInput({ old_str: 'a', new_str: 'b' })).to.deep.equal(one);
    expect(
      linesInInput({
        edits: [
          { oldText: 'a', newText: 'b' },
          { oldText: 'x\ny', newText: 'x' },
        ],
      }),
    ).to.deep.equal({ added: 1, removed: 2 });
    expect(linesInInput({ content: 'a\nb\n' })).to.deep.equal({ added: 2, removed: 0 });
    expect(linesInInput({ patchText: '+a' })).to.deep.equal({ added: 1, removed: 0 });
    expect(linesInInput({ path: 'x' })).to.equal(null);
  });
});

describe('the list of what an agent means to do', () => {
  const list = [
    { text: 'one', state: 'done' },
    { text: 'two', state: 'active' },
    { text: 'three', state: 'open' },
  ];

  it('is read in the words of each engine', () => {
    const lists: readonly (readonly [string, object])[] = [
      [
        'TodoWrite',
        {
          todos: [
            { content: 'one', status: 'completed' },
            { content: 'two', status: 'in_progress' },
            { content: 'three', status: 'pending' },
          ],
        },
      ],
      [
        'todowrite',
        {
          todos: [
            { content: 'one', status: 'completed' },
            { content: 'gone', status: 'cancelled' },
            { content: 'two', status: 'in_progress' },
            { content: 'three' },
          ],
        },
      ],
      [
        'write_todos',
        {
          todos: [
            { description: 'one', status: 'completed' },
            { description: 'two', status: 'in_progress' },
            { description: 'three', status: 'blocked' },
          ],
        },
      ],
      [
        'todo_write',
        {
          todos: [
            { content: 'one', status: 'completed' },
            { content: 'two', status: 'in-progress' },
            { content: 'three', status: 'todo' },
          ],
        },
      ],
      [
        'update_plan',
        {
          plan: [
            { step: 'one', status: 'completed' },
            { step: 'two', status: 'in_progress' },
            { step: 'three', status: 'pending' },
          ],
        },
      ],
    ];
    for (const [tool, input] of lists) expect(todosOf(tool, { ...input })?.todos, tool).to.deep.equal(list);
  });

  it('is none where there is none', () => {
    expect(todosOf('Bash', { todos: [] })).to.equal(null);
    expect(todosOf('TodoWrite', {})).to.equal(null);
    expect(todosOf('TodoWrite', { todos: [null, 7, {}, { content: ' ' }] })?.todos).to.deep.equal([]);
  });
});
