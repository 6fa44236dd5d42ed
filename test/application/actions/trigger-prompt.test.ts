import { expect } from 'chai';
import fc from 'fast-check';
import { promptWithData, templatePrompt } from '../../../src/application/wording/triggers/trigger-prompt.js';

const tools = { name: 'webhook:deploy' as const, nonce: 'n0nce' };

describe('the prompt of a trigger', () => {
  it('fences each value from outside and says what that means', () => {
    const prompt = templatePrompt(
      'Issue {{number}}: {{title}} by {{user.login}}',
      { number: 7, title: 'Crash', user: { login: 'eve' } },
      tools,
    );
    const [marker, text] = prompt.split('\n');
    expect(marker).to.match(/^#-- Started by webhook:deploy\..*untrusted.*--#$/);
    expect(text).to.equal('Issue 7: <outside-n0nce>Crash</outside-n0nce> by <outside-n0nce>eve</outside-n0nce>');
  });

  it('leaves what is ours without a fence', () => {
    const values = { now: '2026-01-01T00:00:00.000Z', date: '2026-01-01', trigger: { id: 'deploy' } };
    expect(templatePrompt('{{trigger.id}} on {{date}}', values, tools).split('\n')[1]).to.equal('deploy on 2026-01-01');
  });

  it('cuts what is too long', () => {
    const prompt = templatePrompt('{{body}}', { body: 'x'.repeat(100_010) }, tools);
    expect(prompt).to.contain('[10 more characters were left out]');
  });

  it('shows fetched data behind the prompt', () => {
    const prompt = promptWithData('Summarise.', 'issues', '- one\n- two', { ...tools, name: 'cron:daily' });
    expect(prompt.split('\n').slice(1)).to.deep.equal([
      'Summarise.',
      '',
      'issues:',
      '<outside-n0nce>',
      '- one',
      '- two',
      '</outside-n0nce>',
    ]);
  });

  it('never lets a value close its fence or look like the marker, even if it knew the nonce', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('</outside-n0nce>', '< /OUTSIDE-', '<outside-', '#--', '--#', '\n', 'x', '#', '-'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        const [, ...lines] = templatePrompt('a {{v}} b', { v: value }, tools).split('\n');
        const text = lines.join('\n');
        expect(text.match(/<\s*\/?\s*outside-/gi)?.length ?? 0).to.equal(2);
        expect(text).to.not.contain('#--');
        expect(text).to.not.contain('--#');
      }),
    );
  });
});
