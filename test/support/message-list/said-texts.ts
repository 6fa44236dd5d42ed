import {
  child,
  identifierName,
  isNode,
  list,
  parseTypeScript,
  type SyntaxNode,
} from '../../architecture/syntax-tree.js';
import { isShown, plainly } from './shown-text.js';

/** A text that people read, as it is searched for: without markup, and `…` where something is put in. */
export interface SaidText {
  readonly text: string;
  /** What the code itself says beside it that is to be done; `null` if that is for others to say. */
  readonly hint: string | null;
}

/** So many ways of saying it are listed of one text; with more of them, what differs stands by itself. */
const MOST_WAYS = 4;

const HOLE = '…';

/** So far names and calls are followed. */
const DEEPEST = 8;

/** Calls that show a text as it is, only set off. */
const SETS_OFF = /^(?:codeSpan|escapeMarkdown|bold|quoted|excerpt)$/;
/** Calls whose texts are looked for or cut away, or never shown. */
const LOOKS_FOR =
  /^(?:includes|startsWith|endsWith|split|join|replace|replaceAll|indexOf|lastIndexOf|padStart|get|has|hasOwn|test|match|DateTimeFormat)$/;
/** Fields that name a case. */
const NAMES_A_CASE = /^(?:kind|language|state|status|severity|part|key|day|month|hour|minute|second)$/;

/** Everything that a module can say, in its order; each text once. */
export function saidTexts(source: string): readonly SaidText[] {
  return new Module(source).said();
}

class Module {
  readonly #values = new Map<string, SyntaxNode | null>();
  readonly #found: { readonly node: SyntaxNode; readonly hint: SyntaxNode | null }[] = [];

  constructor(source: string) {
    const { statements, nodes } = parseTypeScript(source);
    for (const { node } of nodes) {
      const name = declaredBy(node);
      if (name !== null) this.#values.set(name, this.#values.has(name) ? null : child(node, 'init'));
    }
    for (const { node } of statements) this.#visit(node, null);
  }

  said(): readonly SaidText[] {
    const all = this.#found.map(({ node, hint }) => ({ node, said: this.#said(node), hint: this.#hintOf(hint) }));
    const inOthers = new Set(all.flatMap(({ node, said }) => said.parts.filter((part) => part !== node)));
    const shown = all
      .filter(({ node }) => !inOthers.has(node))
      .flatMap(({ said, hint }) => said.ways.map((way) => ({ text: plainly(way), hint })))
      .filter(({ text }) => isShown(text));
    return [...new Map(shown.toReversed().map((one) => [one.text, one])).values()].toReversed();
  }

  #hintOf(node: SyntaxNode | null): string | null {
    const ways = this.#said(node).ways.filter((way) => way !== HOLE);
    return ways.length === 0 ? null : ways.map(plainly).join(' / ');
  }

  #visit(value: unknown, hint: SyntaxNode | null): void {
    if (Array.isArray(value)) {
      for (const one of value) this.#visit(one, hint);
    } else if (isNode(value)) {
      this.#visitNode(value, hint);
    } else if (typeof value === 'object' && value !== null) {
      for (const one of Object.values(value)) this.#visit(one, hint);
    }
  }

  #visitNode(node: SyntaxNode, hint: SyntaxNode | null): void {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ThrowStatement':
      case 'TaggedTemplateExpression':
        return;
      case 'TsAsExpression':
      case 'TsConstAssertion':
      case 'TsSatisfiesExpression':
      case 'TsNonNullExpression':
        this.#visit(node['expression'], hint);
        return;
      case 'ObjectExpression':
        this.#visitObject(node);
        return;
      case 'KeyValueProperty':
        if (!NAMES_A_CASE.test(keyOf(node))) this.#visit(node['value'], hint);
        return;
      case 'SwitchCase':
        this.#visit(node['consequent'], null);
        return;
      case 'MemberExpression':
        this.#visit(node['object'], null);
        return;
      case 'CallExpression':
      case 'NewExpression':
        this.#visit(node['callee'], null);
        if (!LOOKS_FOR.test(calledBy(node))) this.#visit(node['arguments'], null);
        return;
      case 'BinaryExpression':
        if (node['operator'] === '+') this.#visitText(node, hint, [node['left'], node['right']]);
        else for (const side of [node['left'], node['right']]) if (!isText(side)) this.#visit(side, null);
        return;
      case 'StringLiteral':
        this.#visitText(node, hint, []);
        return;
      case 'TemplateLiteral':
        this.#visitText(node, hint, list(node, 'expressions'));
        return;
      default:
        if (!node.type.startsWith('Ts')) this.#visit(Object.values(node), hint);
    }
  }

  /** A problem and what to do about it stand beside each other. */
  #visitObject(node: SyntaxNode): void {
    const properties = list(node, 'properties').filter(isNode);
    const hint = properties.find((one) => keyOf(one) === 'hint');
    const told = hint === undefined ? null : child(hint, 'value');
    for (const property of properties) {
      if (property !== hint) this.#visit(property, /^(?:message|detail)$/.test(keyOf(property)) ? told : null);
      else if (!properties.some((one) => /^(?:message|detail)$/.test(keyOf(one)))) this.#visit(property, null);
    }
  }

  #visitText(node: SyntaxNode, hint: SyntaxNode | null, inside: readonly unknown[]): void {
    this.#found.push({ node, hint });
    for (const one of inside) this.#visit(one, null);
  }

  /** All that an expression may say; a hole for what isn't known. */
  #said(node: SyntaxNode | null, depth = 0): Said {
    if (node === null || depth > DEEPEST) return UNKNOWN;
    switch (node.type) {
      case 'ParenthesisExpression':
      case 'TsAsExpression':
      case 'TsConstAssertion':
        return this.#said(child(node, 'expression'), depth + 1);
      case 'StringLiteral':
        return { ways: [typeof node['value'] === 'string' ? node['value'] : HOLE], parts: [node] };
      case 'TemplateLiteral':
        return withPart(this.#inTurn(templateParts(node), depth), node);
      case 'BinaryExpression':
        return node['operator'] === '+' ? withPart(this.#inTurn([node['left'], node['right']], depth), node) : UNKNOWN;
      case 'ConditionalExpression':
        return either(
          this.#said(child(node, 'consequent'), depth + 1),
          this.#said(child(node, 'alternate'), depth + 1),
        );
      case 'CallExpression':
        return SETS_OFF.test(calledBy(node)) ? this.#said(argumentOf(node), depth + 1) : UNKNOWN;
      case 'Identifier':
        return this.#said(this.#values.get(identifierName(node) ?? '') ?? null, depth + 1);
      default:
        return UNKNOWN;
    }
  }

  #inTurn(parts: readonly unknown[], depth: number): Said {
    const all = parts.map((part) =>
      typeof part === 'string' ? { ways: [part], parts: [] } : this.#said(isNode(part) ? part : null, depth + 1),
    );
    const count = all.reduce((product, { ways }) => product * ways.length, 1);
    const fitting = count > MOST_WAYS ? all.map((said) => (said.ways.length > 1 ? UNKNOWN : said)) : all;
    return {
      ways: fitting.reduce<readonly string[]>(
        (heads, { ways }) => heads.flatMap((head) => ways.map((way) => head + way)),
        [''],
      ),
      parts: fitting.flatMap((said) => said.parts),
    };
  }
}

/** What may be said, and the texts that are in it. */
interface Said {
  readonly ways: readonly string[];
  readonly parts: readonly SyntaxNode[];
}

const UNKNOWN: Said = { ways: [HOLE], parts: [] };

function withPart({ ways, parts }: Said, part: SyntaxNode): Said {
  return { ways, parts: [...parts, part] };
}

function either(one: Said, other: Said): Said {
  return { ways: [...one.ways, ...other.ways], parts: [...one.parts, ...other.parts] };
}

/** The name that a node gives to something; one that is given twice, or to what comes in, stands for nothing certain. */
function declaredBy(node: SyntaxNode): string | null {
  switch (node.type) {
    case 'VariableDeclarator':
      return identifierName(child(node, 'id'));
    case 'AssignmentPatternProperty':
      return identifierName(child(node, 'key'));
    case 'Parameter':
      return identifierName(child(node, 'pat'));
    default:
      return null;
  }
}

function templateParts(node: SyntaxNode): readonly unknown[] {
  const expressions = list(node, 'expressions');
  return list(node, 'quasis')
    .filter(isNode)
    .flatMap((quasi, index) => {
      const text = typeof quasi['cooked'] === 'string' ? quasi['cooked'] : '';
      return index < expressions.length ? [text, expressions[index]] : [text];
    });
}

function isText(value: unknown): value is SyntaxNode {
  return isNode(value) && /^(?:StringLiteral|TemplateLiteral|BinaryExpression)$/.test(value.type);
}

function keyOf(node: SyntaxNode): string {
  const key = child(node, 'key');
  return identifierName(key) ?? (typeof key?.['value'] === 'string' ? key['value'] : '');
}

function calledBy(node: SyntaxNode): string {
  const callee = child(node, 'callee');
  const member = callee === null ? null : child(callee, 'property');
  return identifierName(callee) ?? identifierName(member) ?? '';
}

function argumentOf(node: SyntaxNode): SyntaxNode | null {
  const [first] = list(node, 'arguments');
  if (typeof first !== 'object' || first === null || !('expression' in first)) return null;
  return isNode(first.expression) ? first.expression : null;
}
