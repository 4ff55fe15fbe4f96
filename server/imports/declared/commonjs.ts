import { type Declaration, wordsOfComment } from '#server/imports/declaration.ts';
import { signatureOf } from '#server/imports/declared/typescript-signature.ts';
import type { Node } from '#server/imports/parsing.ts';

/**
 * What a CommonJS module gives: functions put on `exports`, on `module.exports`, or on what one of
 * them was made (`var app = module.exports = {}`), their prototypes included.
 */
export function commonjsDeclarations(statements: readonly Node[]): Declaration[] {
	const exported = new Set(['exports', 'module.exports']);
	const local = new Map<string, Node>();
	const found = new Map<string, Declaration>();
	for (const node of statements) remember(node);
	for (const node of statements) {
		if (node.type !== 'expression_statement') continue;
		const assignment = node.firstNamedChild;
		if (assignment?.type === 'assignment_expression') assign(node, assignment);
	}
	return [...found.values()];

	function remember(node: Node): void {
		if (node.type === 'function_declaration' || node.type === 'class_declaration') {
			local.set(node.childForFieldName('name')?.text ?? '', node);
		}
		const isExport = /(?:^|[\s=])(?:module\.)?exports\s*=[^=]/;
		for (const one of node.type.endsWith('_declaration') ? node.namedChildren : []) {
			const name = one?.childForFieldName('name')?.text;
			const value = one?.childForFieldName('value');
			if (name === undefined || !value) continue;
			if (value.type === 'assignment_expression' && isExport.test(value.text.slice(0, 200)))
				exported.add(name);
			else local.set(name, value);
		}
		const given = /^(?:exports\s*=\s*)?module\.exports\s*=\s*(\w+)\s*;?$/.exec(
			node.text.slice(0, 200),
		)?.[1];
		if (given !== undefined) exported.add(given);
	}

	function assign(statement: Node, assignment: Node): void {
		const left = assignment.childForFieldName('left')?.text ?? '';
		let right = assignment.childForFieldName('right');
		while (right?.type === 'assignment_expression') right = right.childForFieldName('right');
		if (right === null) return;
		const dot = left.lastIndexOf('.');
		const [owner, name] = [left.slice(0, dot), left.slice(dot + 1)];
		const base = owner.replace(/\.prototype$/, '');
		if (exported.has(left)) {
			const own = local.get(right.text);
			if (own !== undefined) add(right.text, own, own);
			if (right.type === 'object') for (const pair of right.namedChildren) give(pair);
			else if (right.type !== 'identifier')
				add(right.childForFieldName('name')?.text ?? 'default', right, statement);
		} else if (exported.has(base) && /^\w+$/.test(name) && !name.startsWith('_')) {
			const prefix = ['exports', 'module.exports'].includes(base) ? '' : `${base}.`;
			add(prefix + name, local.get(right.text) ?? right, statement);
		}
	}

	/** One entry of `module.exports = { … }`. */
	function give(pair: Node | null): void {
		if (pair === null) return;
		const name =
			pair.childForFieldName('key')?.text ?? pair.childForFieldName('name')?.text ?? pair.text;
		const value =
			pair.type === 'method_definition' ? pair : (pair.childForFieldName('value') ?? pair);
		const meant = local.get(value.text) ?? value;
		add(name, meant, meant);
	}

	function add(name: string, node: Node, outer: Node): void {
		const callable = /function|arrow|method/.test(node.type);
		if (!callable && !/class/.test(node.type)) return;
		if (found.has(name) || !/^[\w$.]+$/.test(name)) return;
		const above = outer.previousNamedSibling;
		const words =
			above?.type === 'comment' && above.text.startsWith('/*') ? wordsOfComment(above.text) : '';
		found.set(name, {
			...{ name, kind: callable ? 'function' : 'type', words },
			signature: callable ? signatureOf(name, node) : `class ${name}`,
			line: outer.startPosition.row + 1,
		});
	}
}
