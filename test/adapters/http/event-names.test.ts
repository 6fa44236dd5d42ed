import { expect } from 'chai';
import { eventNames } from '../../../src/adapters/http/webhook/event-names.js';

describe('the names of an event', () => {
  it('are what the header says, alone and with the action of the payload', () => {
    expect(eventNames('github', { 'x-github-event': 'issues' }, { action: 'opened' })).to.deep.equal([
      'issues',
      'issues.opened',
    ]);
    expect(eventNames('bearer', { 'x-event-key': 'repo:push' }, { action: 7 })).to.deep.equal(['repo:push']);
    expect(eventNames('hmac-sha256', { 'x-gitea-event': 'release' }, {})).to.deep.equal(['release']);
  });

  it('are what a provider says in its payload', () => {
    expect(eventNames('gitlab', { 'x-gitlab-event': 'Push Hook' }, { object_kind: 'push' })).to.deep.equal([
      'Push Hook',
      'push',
    ]);
    expect(eventNames('stripe', {}, { type: 'charge.failed' })).to.deep.equal(['charge.failed']);
    const slack = { type: 'event_callback', event: { type: 'app_mention' } };
    expect(eventNames('slack', {}, slack)).to.deep.equal(['event_callback', 'app_mention']);
    expect(eventNames('slack', {}, { form: { command: '/deploy' } })).to.deep.equal(['/deploy']);
  });

  it('are never taken from the payload of somebody who could write anything there', () => {
    expect(eventNames('bearer', {}, { type: 'push', action: 'opened', object_kind: 'push' })).to.deep.equal([]);
    expect(eventNames('none', {}, { type: 'push' })).to.deep.equal([]);
    expect(eventNames('stripe', {}, { type: ['push'] })).to.deep.equal([]);
  });
});
