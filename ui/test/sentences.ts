// Every sentence that a person can meet, as it is written in the sources: of Svelte, TypeScript and Rust.

import { parse } from "./sources.js";

/** A node of Svelte's tree, or of a script's. */
interface Node {
  type: string;
  [key: string]: unknown;
}

/** Attributes of an element that are seen or heard. */
const HEARD = /^(aria-(label|description|roledescription|placeholder|valuetext)|placeholder|title|alt)$/;
/** What goes on in the middle of a sentence. */
const INLINE = /^(a|abbr|b|bdi|br|code|em|i|kbd|mark|q|small|span|strong|sub|sup|time|wbr)$/;
/** Calls whose words are for the browser. */
const FOR_THE_BROWSER =
  /^(querySelector(All)?|matches|closest|(add|remove)EventListener|matchMedia|setProperty)$/;

/** More than a name in code: two words, or a capital. */
function isSentence(text: string): boolean {
  if (/^[A-Z][a-z]+[A-Z]\w*$/.test(text)) return false;
  const plain = text.replace(/\{[^{}]*\}/g, "{}");
  return /^\W*[A-Z]+[a-z’]|[a-z’]{2,}[,.:;”)]* [“(]?[a-z{]+|\} [a-z]{2}|[a-z]{2} \{/.test(plain);
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === "string";
const join = (text: string): string => text.replace(/\s+/g, " ");
const lines = (text: string): string[] =>
  text
    .split("\n")
    .flatMap((line) => (/\p{L}/u.test(line.replace(/\{\w*\}/g, "")) ? [join(line).trim()] : []));

function children(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** What an expression becomes on the screen: `a ? "one" : "more"` is "{one|more}". */
function shown(expression: Node): string {
  if (expression.type === "TemplateLiteral") {
    const between = (expression.expressions as Node[]).map(shown);
    const quasis = expression.quasis as { value: { cooked: string } }[];
    return quasis.map(({ value }, at) => value.cooked + (between[at] ?? "")).join("");
  }
  if (typeof expression.value === "string") return expression.value;
  const own = strings(expression, () => true);
  if (own.length > 0) return `{${own.join("|")}}`;
  const name = /** the last name of `a.b.c()` */ (node: Node): string =>
    (node.name as string | undefined) ??
    [node.property, node.callee, node.expression].filter(isNode).map(name).find(Boolean) ??
    "";
  return `{${name(expression)}}`;
}

/** The strings in a script or an expression that `which` lets through. */
function strings(node: Node, which: (text: string) => boolean): string[] {
  const { type } = node;
  if (type === "TemplateLiteral" || (type === "Literal" && typeof node.value === "string")) {
    const text = shown(node);
    return which(text) ? [text] : [];
  }
  if (/^(Import|Export(All|Named)Declaration$)/.test(type) && node.source) return [];
  if (/^TS(?!AsExpression|SatisfiesExpression|NonNullExpression)/.test(type)) return [];
  if (type === "BinaryExpression" && node.operator !== "+") return [];
  const callee = node.callee as Node | undefined;
  if (FOR_THE_BROWSER.test(((callee?.property ?? callee) as Node | undefined)?.name as string)) return [];
  const parts = children(node).filter(
    (child) =>
      !(type === "SwitchCase" && child === node.test) &&
      !(type === "MemberExpression" && child === node.property) &&
      !(type === "Property" && child === node.key),
  );
  return parts.flatMap((part) => strings(part, which));
}

function ofSvelte(source: string): string[] {
  const root = parse(source, { modern: true });
  const apart: string[] = [];

  function attribute(of: Node, { name, value, expression }: Node) {
    const parts = [value, expression].flat().filter(isNode);
    const whole = parts.map((part) =>
      part.type === "Text" ? (part.data as string) : shown((part.expression ?? part) as Node),
    );
    if (of.type === "RegularElement") {
      if (HEARD.test(name as string)) apart.push(`${name as string}: ${whole.join("")}`);
      else if (/^on/.test(name as string)) apart.push(...parts.flatMap((part) => strings(part, isSentence)));
    } else if (name !== "class") {
      apart.push(
        ...parts
          .flatMap((part) => (part.type === "Text" ? [part.data as string] : strings(part, () => true)))
          .filter(isSentence),
      );
    }
  }

  /** The words in some nodes: what stands apart begins a new line. */
  function words(nodes: unknown): string {
    const list = [nodes].flat().filter(isNode);
    return list.map(wordsOf).join("");
  }

  function wordsOf(node: Node): string {
    switch (node.type) {
      case "Text":
        return join(node.data as string);
      case "ExpressionTag":
      case "HtmlTag":
        return shown(node.expression as Node);
      case "Fragment":
        return words(node.nodes);
      case "Comment":
        return "";
      case "RenderTag":
      case "ConstTag":
        apart.push(...strings(node, isSentence));
        return "";
      case "IfBlock": {
        const [yes, no] = [words(node.consequent), words(node.alternate)];
        if (/\n/.test(yes + no)) return `\n${yes}\n${no}\n`;
        return no.trim() ? `[${yes}|${no}]` : yes.trim() ? `[${yes}]` : "";
      }
      default: {
        for (const part of (node.attributes ?? []) as Node[]) attribute(node, part);
        const parts = ["fragment", "body", "fallback", "pending", "then", "catch"];
        const inner = parts
          .map((part) => words(node[part]))
          .filter(Boolean)
          .join("\n");
        const inline = /\n/.test(inner)
          ? false
          : node.type === "Component" || INLINE.test((node.name as string) ?? "");
        return inline ? inner : `\n${inner}\n`;
      }
    }
  }

  const visible = lines(words(root.fragment as unknown as Node));
  const script = root.instance ? strings(root.instance.content as unknown as Node, isSentence) : [];
  return [...visible, ...lines(apart.join("\n")), ...lines(script.join("\n"))];
}

function ofTypeScript(source: string): string[] {
  const { instance } = parse(`<script lang="ts">${source}</script>`, { modern: true });
  return instance ? lines(strings(instance.content as unknown as Node, isSentence).join("\n")) : [];
}

/** Macros and calls of Rust whose words are for the log or for a developer. */
const FOR_DEVELOPERS =
  /^(error|warn|info|debug|trace|event|span|\w*assert\w*|panic|unreachable|expect|expect_err|env|include_\w+|concat)$/;

/** The literals of Rust that are sentences, without tests, attributes, patterns and what is for developers. */
function ofRust(source: string): string[] {
  const tokens = [
    ...source.matchAll(
      /\/\/.*|\/\*[^]*?\*\/|\bb?r(#*)"[^]*?"\1|b?"(?:\\[^]|[^"\\])*"|'(?:\\.[^']*|[^'\\])'|[A-Za-z_]\w*|=>|==|!=|\S/g,
    ),
  ].flatMap(([token]) => (/^\/[/*]/.test(token) ? [] : [token]));
  const found: string[] = [];
  /** For each open bracket, whether its words are left out. */
  const silent: boolean[] = [];
  let test = false;
  tokens.forEach((token, at) => {
    const before = tokens.slice(Math.max(0, at - 2), at).filter((word) => word !== "!");
    if (/^[([{]$/.test(token)) {
      const attribute = token === "[" && before.at(-1) === "#";
      if (attribute && tokens[at + 1] === "cfg" && tokens[at + 3] === "test") test = true;
      const call = token === "(" && FOR_DEVELOPERS.test(before.at(-1) ?? "");
      silent.push(Boolean(silent.at(-1)) || attribute || call || (test && token === "{"));
      if (token === "{") test = false;
    } else if (/^[)\]}]$/.test(token)) silent.pop();
    else if (token === ";") test = false;
    else if (/^(r#*)?"/.test(token) && !silent.at(-1)) {
      const compared = /^(=>|==|!=|\|)$/.test(tokens[at + 1] ?? "") || /^(==|!=)$/.test(tokens[at - 1] ?? "");
      const text = token
        .replace(/^(r#*)?"|"#*$/g, "")
        .replace(/\\\n\s*/g, "")
        .replace(/\\n/g, " ")
        .replace(/\\(["\\])/g, "$1");
      if (!compared && isSentence(text)) found.push(text);
    }
  });
  return lines(found.join("\n"));
}

/** The sentences of each file that has any, by its path. */
export function sentences(files: string[][]): [path: string, sentences: string[]][] {
  return files.flatMap(([path = "", source = ""]) => {
    const read = path.endsWith(".rs") ? ofRust : path.endsWith(".ts") ? ofTypeScript : ofSvelte;
    const found = [...new Set(read(source))];
    return found.length > 0 ? [[path, found] as [string, string[]]] : [];
  });
}
