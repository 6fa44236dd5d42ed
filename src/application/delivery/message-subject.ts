import type { RunRequest } from '../../domain/accepted/run-request.js';
import type { Trigger } from '../../domain/trigger/trigger.js';
import type { MessageSubject } from '../ports/chat/message-store.js';

/** What a message that tells of a trigger is about. */
export function aboutTrigger({ engine, project }: Pick<Trigger, 'engine' | 'project'>): MessageSubject {
  return { kind: 'work', engine, context: project === null ? null : { project, branch: null }, resume: null };
}

/** What a message is about that tells of a run which did not begin. */
export function aboutRequest({
  engine,
  context,
  session,
}: Pick<RunRequest, 'engine' | 'context' | 'session'>): MessageSubject {
  return { kind: 'work', engine, context, resume: session.kind === 'resume' ? session.token : null };
}
