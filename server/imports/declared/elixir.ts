import {
	type Declaration,
	type FileDeclarations,
	oneLine,
	wordsOfText,
} from '#server/imports/declaration.ts';
import type { Node } from '#server/imports/parsing.ts';

const PUBLIC = ['def', 'defmacro', 'defdelegate'];

/** Public functions of the file's first module with their specs, and its schema where it has one. */
export function elixirDeclarations(root: Node): FileDeclarations {
	const module = root.namedChildren.find((node) => node !== null && targetOf(node) === 'defmodule');
	if (!module) return { words: '', declarations: [] };
	const body = module.namedChildren.find((node) => node?.type === 'do_block');
	const name = argumentsOf(module)[0]?.text ?? '';
	const found = new Map<string, Declaration>();
	let [words, doc, spec] = ['', '', ''];
	let hidden = false;
	for (const node of body?.namedChildren ?? []) {
		if (node === null) continue;
		const attribute = attributeOf(node);
		if (attribute !== null) {
			const { key, value } = attribute;
			if (key === 'moduledoc' && value !== 'false') words = textOf(value);
			if (key === 'doc') [doc, hidden] = [textOf(value), value === 'false'];
			if (key === 'spec') spec = value;
			continue;
		}
		const target = targetOf(node);
		if (target === 'schema') add(name, 'type', `schema ${argumentsOf(node)[0]?.text ?? ''}`, node);
		if (target === 'defstruct') add(name, 'type', `%${name}{}`, node);
		if (target !== null && PUBLIC.includes(target)) {
			const head = headOf(argumentsOf(node)[0] ?? null);
			const called = head === null ? null : (head.childForFieldName('target')?.text ?? head.text);
			if (head !== null && called !== null && !hidden)
				add(called, 'function', spec === '' ? head.text : spec, node);
		}
		if (target?.startsWith('def')) [doc, spec, hidden] = ['', '', false];
	}
	return { words, declarations: [...found.values()] };

	/** The clauses of a function are one. */
	function add(called: string, kind: Declaration['kind'], signature: string, node: Node): void {
		if (found.has(`${kind} ${called}`)) return;
		const line = node.startPosition.row + 1;
		found.set(`${kind} ${called}`, {
			name: called,
			kind,
			signature: oneLine(signature),
			words: kind === 'type' ? '' : doc,
			line,
		});
	}
}

function targetOf(node: Node): string | null {
	return node.type === 'call' ? (node.childForFieldName('target')?.text ?? null) : null;
}

function argumentsOf(node: Node): readonly Node[] {
	const list = node.namedChildren.find((child) => child?.type === 'arguments');
	return (list?.namedChildren ?? []).filter((child) => child !== null);
}

/** `@doc "…"`: its name and the text of its value. */
function attributeOf(node: Node): { readonly key: string; readonly value: string } | null {
	const call =
		node.type === 'unary_operator' && node.text.startsWith('@') ? node.firstNamedChild : null;
	if (call === null) return null;
	const key = targetOf(call) ?? call.text;
	return { key, value: argumentsOf(call)[0]?.text ?? '' };
}

/** The name and arguments of a function: without guards and without defaults' body. */
function headOf(node: Node | null): Node | null {
	if (node === null) return null;
	if (node.type === 'binary_operator') return headOf(node.childForFieldName('left'));
	return node.type === 'call' || node.type === 'identifier' ? node : null;
}

function textOf(value: string): string {
	return wordsOfText(
		value
			.replace(/^~[A-Za-z]+/, '')
			.replace(/^"{1,3}/, '')
			.replace(/"{1,3}$/, ''),
	);
}
