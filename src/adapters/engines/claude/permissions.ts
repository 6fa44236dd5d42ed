import { isJsonObject } from '../../../domain/json-shape.js';
import type { Scope } from '../../../domain/run/agent-request.js';
import { type JsonObject, listOf, objectOf, textOf } from '../lines/json-value.js';
import { readableTool } from '../stream/readable-tool.js';

/**
 * What "always" would allow, of the permissions that the CLI suggests: rules where there are any, since the others are
 * the wider ways to the same end. None if any of them can't be named, or if the CLI asks for the sake of safety (a
 * sensitive file, a link that leads elsewhere): such a question is for this once.
 */
export function scopesOf(request: JsonObject): readonly Scope[] {
  if (request['decision_reason_type'] === 'safetyCheck') return [];
  const scopes = suggested(request).map(scopesIn);
  return scopes.some((one) => one.length === 0) ? [] : scopes.flat();
}

/**
 * The permissions that the CLI is given for "always": all for the session only, since it must not write anybody's settings.
 * Never its mode that accepts edits, which lets files be moved and removed as well; edits are answered one by one.
 */
export function forThisSession(request: JsonObject): readonly JsonObject[] {
  if (scopesOf(request).length === 0) return [];
  return suggested(request)
    .filter(({ type }) => type !== 'setMode')
    .map((one) => ({ ...one, destination: 'session' }));
}

/** What the CLI holds of such scopes once it was started with `grantedArguments` of them. */
export function heldFromLaunch(granted: readonly Scope[]): readonly JsonObject[] {
  const rules = granted.flatMap((scope): readonly JsonObject[] => {
    if (!canBeGiven(scope)) return [];
    return [{ toolName: scope.name, ...(scope.content === null ? {} : { ruleContent: scope.content }) }];
  });
  return rules.length === 0 ? [] : [{ type: 'addRules', behavior: 'allow', destination: 'cliArg', rules }];
}

/** What starts the CLI with rules that it is to allow from the beginning; each in an argument, as its flag is repeatable. */
export function grantedArguments(granted: readonly Scope[]): readonly string[] {
  return granted
    .filter(canBeGiven)
    .map(({ name, content }) => `--allowedTools=${content === null ? name : `${name}(${escaped(content)})`}`);
}

/** What takes the permissions back that were given. */
export function withdrawal(given: readonly JsonObject[]): readonly JsonObject[] {
  return given.flatMap((one) => {
    if (one['type'] === 'addRules') return [{ ...one, type: 'removeRules' }];
    return one['type'] === 'addDirectories' ? [{ ...one, type: 'removeDirectories' }] : [];
  });
}

function suggested(request: JsonObject): readonly JsonObject[] {
  const all = listOf(request['permission_suggestions']).filter((one) => isJsonObject(one));
  const rules = all.filter(({ type }) => type === 'addRules');
  return rules.length > 0 ? rules : all;
}

function scopesIn(permission: JsonObject): readonly Scope[] {
  switch (permission['type']) {
    case 'setMode':
      return permission['mode'] === 'acceptEdits' ? [{ kind: 'edits' }] : [];
    case 'addDirectories': {
      const paths = listOf(permission['directories']).flatMap((path) => textOf(path) ?? []);
      return paths.length === 0 ? [] : [{ kind: 'directories', paths }];
    }
    case 'addRules':
      return permission['behavior'] === 'allow' ? listOf(permission['rules']).flatMap(ruleIn) : [];
    default:
      return [];
  }
}

function ruleIn(rule: unknown): readonly Scope[] {
  const { toolName, ruleContent } = objectOf(rule);
  const tool = textOf(toolName);
  if (tool === null) return [];
  return [{ kind: 'rule', tool: readableTool(tool, null), name: tool, content: textOf(ruleContent) }];
}

/** Whether the scope is a rule that its flag can say: no list of several, nothing that ends an argument. */
function canBeGiven(scope: Scope): scope is Extract<Scope, { kind: 'rule' }> {
  return scope.kind === 'rule' && /^\w[\w.-]*$/.test(scope.name) && scope.content?.includes('\0') !== true;
}

/** A rule's content as the CLI writes it in brackets. */
function escaped(content: string): string {
  return content.replace(/[\\()]/g, '\\$&');
}
