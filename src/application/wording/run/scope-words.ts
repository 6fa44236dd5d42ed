import type { Scope } from '../../../domain/run/agent-request.js';
import { cutMiddle } from '../text/excerpt.js';
import { visibleText } from '../text/visible-text.js';

/** Characters of a scope on its button; the message says all of it. */
const LONGEST_LABEL = 44;

/** Beyond so many characters nobody reads what a permission is for, so that none is offered. */
const LONGEST_SCOPE = 300;

/** What is allowed, in a few words, as a button says it. */
export function scopeWords(scopes: readonly Scope[]): string {
  return visibleText(scopes.map(oneScope).join(', '));
}

/** What the button says that makes it permanent. */
export function scopeLabel(scopes: readonly Scope[]): string {
  return `♾ ${cutMiddle(scopeWords(scopes).replace(/\s+/g, ' '), LONGEST_LABEL)}`;
}

/** Whether a person can be told what would be allowed. */
export function canBeNamed(scopes: readonly Scope[]): boolean {
  if (scopes.length === 0 || scopes.map(oneScope).join(', ').length > LONGEST_SCOPE) return false;
  return scopeWords(scopes).length <= LONGEST_SCOPE;
}

function oneScope(scope: Scope): string {
  switch (scope.kind) {
    case 'edits':
      return 'All edits';
    case 'directories':
      return `work in ${scope.paths.join(' and ')}`;
    case 'rule':
      if (scope.content === null) return `all of ${scope.tool}`;
      return scope.tool === 'Bash' ? scope.content : `${scope.tool} ${scope.content}`;
  }
}
