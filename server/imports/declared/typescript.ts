import {
	type Declaration,
	type FileDeclarations,
	oneLine,
	wordsOfComment,
} from '#server/imports/declaration.ts';
import { commonjsDeclarations } from '#server/imports/declared/commonjs.ts';
import { signatureOf } from '#server/imports/declared/typescript-signature.ts';
import type { Node } from '#server/imports/parsing.ts';

/** What a module exports: functions, classes with their public methods, types and values. */
export function typescriptDeclarations(root: Node): FileDeclarations {
	const statements = root.namedChildren.filter((node) => node !== null);
	const local = new Map<string, Node>();
	for (const node of statements) {
		for (const [name, declared] of namesIn(node)) local.set(name, declared);
	}
	const overloaded = new Set(statements.flatMap((node) => overloadIn(node) ?? []));
	const declarations = statements.flatMap((node) => {
		if (node.type !== 'export_statement') return [];
		if (node.childForFieldName('source') !== null) return [];
		const declared = node.childForFieldName('declaration') ?? node.childForFieldName('value');
		if (declared !== null) {
			// What implements its overloads is nothing that others may call.
			const isBehind = declared.type === 'function_declaration';
			if (isBehind && overloaded.has(declared.childForFieldName('name')?.text ?? '')) return [];
			const isDefault = node.children.some((child) => child?.type === 'default');
			return declarationsOf(declared, node, isDefault ? 'default' : '');
		}
		const clause = node.namedChildren.find((child) => child?.type === 'export_clause');
		return (clause?.namedChildren ?? []).flatMap((specifier) => {
			const name = specifier?.childForFieldName('name')?.text ?? '';
			const meant = local.get(name);
			return meant === undefined ? [] : declarationsOf(meant, meant, '');
		});
	});
	const all = declarations.length === 0 ? commonjsDeclarations(statements) : declarations;
	return { words: fileWords(statements), declarations: all };
}

function overloadIn(node: Node): string | null {
	const declared = node.childForFieldName('declaration');
	return declared?.type === 'function_signature'
		? (declared.childForFieldName('name')?.text ?? null)
		: null;
}

/** Top-level names of a file, with what declares them. */
function namesIn(node: Node): [string, Node][] {
	if (node.type === 'lexical_declaration' || node.type === 'variable_declaration') {
		return node.namedChildren.flatMap((one): [string, Node][] => {
			const name = one?.childForFieldName('name')?.text;
			return name === undefined ? [] : [[name, node]];
		});
	}
	const name = node.childForFieldName('name')?.text;
	return name === undefined ? [] : [[name, node]];
}

function declarationsOf(node: Node, outer: Node, otherwise: string): Declaration[] {
	const name = node.childForFieldName('name')?.text ?? otherwise;
	const about = { words: wordsAbove(outer), line: outer.startPosition.row + 1 };
	switch (node.type) {
		case 'function_declaration':
		case 'generator_function_declaration':
		case 'function_signature':
		case 'function_expression':
		case 'arrow_function':
			return [{ name, kind: 'function', signature: signatureOf(name, node), ...about }];
		case 'class_declaration':
		case 'abstract_class_declaration':
		case 'class':
			return [{ name, kind: 'type', signature: headOf(node), ...about }, ...methodsOf(name, node)];
		case 'interface_declaration':
		case 'type_alias_declaration':
		case 'enum_declaration':
			return [{ name, kind: 'type', signature: headOf(node), ...about }];
		case 'lexical_declaration':
		case 'variable_declaration':
			return node.namedChildren.flatMap((one) => (one === null ? [] : variable(one, about)));
		case 'ambient_declaration':
			return node.namedChildren.flatMap((one) =>
				one === null ? [] : declarationsOf(one, outer, otherwise),
			);
		default:
			return [];
	}
}

function variable(node: Node, about: Pick<Declaration, 'words' | 'line'>): Declaration[] {
	const name = node.childForFieldName('name')?.text ?? '';
	const value = node.childForFieldName('value');
	if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return [];
	if (value?.type === 'arrow_function' || value?.type === 'function_expression') {
		return [{ name, kind: 'function', signature: signatureOf(name, value), ...about }];
	}
	const type = node.childForFieldName('type')?.text ?? '';
	return [{ name, kind: 'value', signature: oneLine(name + type), ...about }];
}

/** A class or type up to its body. */
function headOf(node: Node): string {
	const body = node.childForFieldName('body');
	const value = node.childForFieldName('value');
	if (body === null)
		return oneLine(
			value === null ? node.text : node.text.slice(0, value.startIndex - node.startIndex),
		).replace(/\s*[=;]+$/, '');
	return oneLine(node.text.slice(0, body.startIndex - node.startIndex));
}

function methodsOf(owner: string, node: Node): Declaration[] {
	const members = node.childForFieldName('body')?.namedChildren ?? [];
	return members.flatMap((member): Declaration[] => {
		if (member?.type !== 'method_definition') return [];
		const name = member.childForFieldName('name')?.text ?? '';
		const before = member.text.slice(0, member.text.indexOf(name));
		if (/^[#_[]/.test(name) || name === 'constructor' || /\b(?:private|protected)\b/.test(before))
			return [];
		const whole = `${owner}.${name}`;
		const about = { words: wordsAbove(member), line: member.startPosition.row + 1 };
		return [{ name: whole, kind: 'function', signature: signatureOf(whole, member), ...about }];
	});
}

function wordsAbove(node: Node): string {
	const above = node.previousNamedSibling;
	if (above?.type !== 'comment' || !above.text.startsWith('/**')) return '';
	return node.startPosition.row - above.endPosition.row > 1 ? '' : wordsOfComment(above.text);
}

/** The first block comment, if it speaks of the file and not of what comes right below it. */
function fileWords(statements: readonly Node[]): string {
	for (const [n, node] of statements.entries()) {
		if (node.type !== 'comment' && node.type !== 'hash_bang_line') return '';
		const next = statements[n + 1];
		const ofFile =
			next === undefined ||
			next.type === 'import_statement' ||
			next.type === 'comment' ||
			next.startPosition.row - node.endPosition.row > 1;
		const words = node.text.startsWith('/*') && ofFile ? wordsOfComment(node.text) : '';
		if (words !== '') return words;
	}
	return '';
}
