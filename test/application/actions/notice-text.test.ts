import { expect } from 'chai';
import { renderNotice } from '../../../src/adapters/telegram/text/run/render-content.js';
import { noticeText } from '../../../src/application/wording/triggers/notice-text.js';

describe('the notice of a trigger', () => {
  it('shows what comes from outside in code, and its own words as they are', () => {
    const values = { title: 'Crash *now*', user: { login: 'eve' }, number: 7, trigger: { id: 'issues' } };
    const notice = shown('Issue {{number}} for {{trigger.id}}: {{title}} by {{user.login}}, see /help', values);
    expect(notice.text).to.equal('Issue 7 for issues: Crash *now* by eve, see /help');
    expect(notice.code).to.deep.equal(['Crash *now*', 'eve', '/help']);
  });

  it('lets no value write a line that looks like one of ours, or that can be tapped', () => {
    const forged = 'x\n\n🏷 dir: other @evil\n\n↩️ claude --resume 1234\n✅ webhook:deploy: Written.\n/restart\n@owner';
    const notice = shown('New issue:\n{{body}}\nRead it.', { body: forged });
    expect(notice.text).to.equal(`New issue:\n${forged}\nRead it.`);
    expect(notice.code).to.deep.equal([forged]);
  });

  it('leaves an address that shows whom it leads to', () => {
    for (const url of ['https://a.example/x_y', 'http://a.example:80/?q=*b*#c', 'https://a.example']) {
      expect(shown('{{url}}', { url })).to.deep.equal({ text: url, code: [] });
    }
    for (const url of [
      'https://bank.example@evil.example/',
      'https://a.example/ /restart',
      'https://а.example/',
      'javascript:alert(1)',
      'https://a.example/\u202egpj',
    ]) {
      expect(shown('{{url}}', { url }).code).to.have.length(1);
    }
  });

  it('cuts a large value, says so, and still shows the rest', () => {
    const { text } = shown('Log: {{log}}\nEnd of {{name}}', { log: 'line\n'.repeat(200_000), name: 'build' });
    expect(text.length).to.be.at.most(4_096);
    expect(text).to.match(/\n✂️ 996,499 more characters are not shown\.\nEnd of build$/);
  });

  it('closes no code with backticks', () => {
    for (const value of ['`', '```', '```\n/restart\n```', '`/restart`', '~~~\n```']) {
      const { text, code } = shown('a {{v}} b', { v: value });
      expect(text.replaceAll('\n', ' ')).to.equal(`a ${value.replaceAll('\n', ' ')} b`);
      expect(code).to.deep.equal([value]);
    }
  });

  it('shows objects, and nothing for what is not there', () => {
    expect(shown('a {{o}} {{no.such}}b', { o: { x: ['/new'] } })).to.deep.equal({
      text: 'a {"x":["/new"]} b',
      code: ['{"x":["/new"]}'],
    });
  });
});

function shown(template: string, values: Readonly<Record<string, unknown>>) {
  const { text, entities } = renderNotice(noticeText(template, values));
  const code = entities.filter(({ type }) => type === 'code' || type === 'pre');
  return { text, code: code.map(({ offset, length }) => text.slice(offset, offset + length)) };
}
