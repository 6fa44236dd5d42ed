import { expect } from 'chai';
import { chatHtml, messageHtml } from './chat-html.js';
import type { PictureMessage } from './picture-message.js';

const message: PictureMessage = {
  fromBot: true,
  reply: null,
  text: 'hello',
  entities: [],
  buttons: [],
  reaction: null,
  edited: false,
  time: '09:41',
};

describe('the page of a chat', () => {
  it('shows a message with its time, and whether it was edited', () => {
    expect(messageHtml(message, true)).to.include('hello').and.include('09:41').and.not.include('edited');
    expect(messageHtml({ ...message, edited: true }, true)).to.include('edited 09:41');
    expect(messageHtml(message, true)).to.include('class="message in last"');
    expect(messageHtml({ ...message, fromBot: false }, false)).to.include('class="message out"');
  });

  it('shows rows of buttons, with what they decide and what only copies', () => {
    const allow = { text: 'Allow', style: 'success', copies: false } as const;
    const copy = { text: 'Copy <it>', style: null, copies: true } as const;
    const html = messageHtml({ ...message, buttons: [[allow], [copy]] }, true);
    expect(html).to.include('<div class="row"><span class="button success"><span>Allow</span></span></div>');
    expect(html).to.include('<span>Copy &#60;it&#62;</span><svg class="corner"');
  });

  it('shows what a message replies to, and a reaction', () => {
    const html = messageHtml({ ...message, reply: { name: 'You', text: 'a <b>' }, reaction: '👌' }, true);
    expect(html).to.include('<div class="reply"><b>You</b><span>a &#60;b&#62;</span></div>');
    expect(html).to.include('<span class="reaction">👌</span>');
  });

  it('lets nothing that is said become markup, and loads nothing', () => {
    const hostile = '"><img src=x onerror=alert(1)>';
    const said = {
      ...message,
      text: hostile,
      reply: { name: hostile, text: hostile },
      reaction: hostile,
      time: hostile,
    };
    const button = { text: hostile, style: null, copies: false };
    const messages = [{ ...said, buttons: [[button]] }];
    const page = chatHtml({ title: hostile, subtitle: hostile, messages, theme: 'dark', css: 'body{}' });
    expect(page).to.not.include('<img');
    expect(page).to.not.match(/<script|<link|<iframe|\bsrc=(?!x)|url\(/);
    expect(page).to.include('<html lang="en" class="dark">');
  });
});
