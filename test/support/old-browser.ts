import * as ts from 'typescript';

/** What came after Chromium 87, the oldest browser that the front ends are built for, by the name it is called with. */
const METHODS = new Set([
  ...['at', 'findLast', 'findLastIndex', 'hasOwn', 'toSorted', 'toReversed', 'toSpliced', 'groupBy'],
  ...['randomUUID', 'checkVisibility', 'isWellFormed', 'toWellFormed', 'showPopover', 'structuredClone'],
]);

/** What newer browsers alone can read, in a script that is built: `name: text`. */
export function newerIn(text: string): string[] {
  const source = ts.createSourceFile('a.js', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const name = newness(node);
    if (name) found.push(`${name}: ${text.slice(node.pos, node.end).trim().slice(0, 60)}`);
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

function newness(node: ts.Node): string | undefined {
  if (ts.isClassStaticBlockDeclaration(node)) return 'static block';
  if (ts.isRegularExpressionLiteral(node)) return /\/[a-z]*[dv][a-z]*$/.test(node.text) ? 'flag' : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression: called } = node;
  const name = ts.isPropertyAccessExpression(called) ? called.name : called;
  if (!ts.isIdentifier(name) || !METHODS.has(name.text)) return undefined;
  // Functions of a build are called anything, `at` too; and a word of ours may be: those take nothing.
  const isTold = name !== called ? node.arguments.length > 0 : name.text === 'structuredClone';
  return isTold || name.text === 'randomUUID' ? name.text : undefined;
}
