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

const SENTENCE = /^\p{Lu}.*\.$/su;

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
  readonly #found: SyntaxNode[] = [];
  /** What is to be done, by the text beside it that tells of the problem. */
  readonly #hints = new Map<SyntaxNode, Said>();

  constructor(source: string) {
    const { statements, nodes } = parseTypeScript(source);
    for (const { node } of nodes) {
      const name = declaredBy(node);
      if (name !== null) this.#values.set(name, this.#values.has(name) ? null : child(node, 'init'));
    }
    for (const { node } of statements) this.#visit(node);
  }

  said(): readonly SaidText[] {
    const all = this.#found.map((node) => ({ node, said: this.#said(node), hint: this.#hints.get(node) ?? null }));
    const hints = [...this.#hints.values()].flatMap(({ parts }) => parts);
    const inOthers = new Set([
      ...all.flatMap(({ node, said }) => said.parts.filter((part) => part !== node)),
      ...hints.filter((part) => !this.#hints.has(part)),
    ]);
    const shown = all
      .filter(({ node }) => !inOthers.has(node))
      .flatMap(({ said, hint }) => said.ways.map((way) => ({ text: plainly(way), hint: hintText(hint) })))
      .filter(({ text }) => isShown(text));
    return [...new Map(shown.toReversed().map((one) => [one.text, one])).values()].toReversed();
  }

  #visit(value: unknown): void {
    if (Array.isArray(value)) {
      for (const one of value) this.#visit(one);
    } else if (isNode(value)) {
      this.#visitNode(value);
    } else if (typeof value === 'object' && value !== null) {
      for (const one of Object.values(value)) this.#visit(one);
    }
  }

  #visitNode(node: SyntaxNode): void {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ThrowStatement':
      case 'TaggedTemplateExpression':
        return;
      case 'TsAsExpression':
      case 'TsConstAssertion':
      case 'TsSatisfiesExpression':
      case 'TsNonNullExpression':
        this.#visit(node['expression']);
        return;
      case 'ObjectExpression':
        this.#pairIn(node);
        this.#visit(node['properties']);
        return;
      case 'KeyValueProperty':
        if (!NAMES_A_CASE.test(keyOf(node))) this.#visit(node['value']);
        return;
      case 'SwitchCase':
        this.#visit(node['consequent']);
        return;
      case 'MemberExpression':
        this.#visit(node['object']);
        return;
      case 'CallExpression':
      case 'NewExpression':
        this.#visit(node['callee']);
        if (LOOKS_FOR.test(calledBy(node))) return;
        this.#pairOf(argumentsOf(node).slice(-2));
        this.#visit(node['arguments']);
        return;
      case 'BinaryExpression':
        if (node['operator'] === '+') this.#found.push(node);
        if (isOfTexts(node)) this.#visit([node['left'], node['right']]);
        else this.#visit([node['left'], node['right']].filter((side) => !isText(side)));
        return;
      case 'StringLiteral':
        this.#found.push(node);
        return;
      case 'TemplateLiteral':
        this.#found.push(node);
        this.#visit(node['expressions']);
        return;
      default:
        if (!node.type.startsWith('Ts')) this.#visit(Object.values(node));
    }
  }

  /** A problem and what to do about it stand beside each other in an object. */
  #pairIn(object: SyntaxNode): void {
    const of = (names: RegExp): SyntaxNode | null => {
      const property = list(object, 'properties')
        .filter(isNode)
        .find((one) => names.test(keyOf(one) || (identifierName(one) ?? '')));
      return property === undefined ? null : (child(property, 'value') ?? property);
    };
    this.#pair(of(/^(?:message|detail)$/), this.#said(of(/^hint$/)));
  }

  /** So do they as the last arguments of a call. */
  #pairOf([message, hint]: readonly SyntaxNode[]): void {
    const said = this.#said(hint ?? null);
    if (said.parts.length > 0 && said.ways.every((way) => SENTENCE.test(way))) this.#pair(message ?? null, said);
  }

  #pair(message: SyntaxNode | null, hint: Said): void {
    if (hint.parts.length > 0) for (const part of this.#said(message).parts) this.#hints.set(part, hint);
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
        return SETS_OFF.test(calledBy(node)) ? this.#said(argumentsOf(node)[0] ?? null, depth + 1) : UNKNOWN;
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

function hintText(hint: Said | null): string | null {
  const ways = hint === null ? [] : [...new Set(hint.ways.map(plainly))].filter((way) => way !== HOLE);
  return ways.length === 0 ? null : ways.join(' / ');
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

/** Whether the two sides are said, not compared. */
function isOfTexts({ operator }: SyntaxNode): boolean {
  return operator === '+' || operator === '??' || operator === '||' || operator === '&&';
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

function argumentsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return list(node, 'arguments').flatMap((one) =>
    typeof one === 'object' && one !== null && 'expression' in one && isNode(one.expression) ? [one.expression] : [],
  );
}
