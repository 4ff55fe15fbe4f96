import { importAt, type LanguageReader } from '#server/imports/language-reader.ts';
import type { Node } from '#server/imports/parsing.ts';
import type { FoundImport } from '#shared/imports/file-imports.ts';

/**
 * Elixir: every module that the file speaks of, by its full name, at the first place it does.
 *
 * A module needs no directive to be called, so each name counts: in `alias`, `import`, `use` and
 * `require`, before a call, in a struct, as an argument. Aliases of the file are read as what they
 * stand for, each up to the end of the block that it stands in.
 */
export const elixirImports: LanguageReader = {
	pattern: '(alias) @alias',
	read(captures) {
		const modules: string[] = [];
		const aliases: Alias[] = [];
		const found = new Map<string, FoundImport>();
		const inside: { readonly name: string; readonly end: number }[] = [];

		for (const { node } of captures) {
			while ((inside.at(-1)?.end ?? Infinity) <= node.startIndex) inside.pop();
			const around = inside.at(-1)?.name ?? '';
			if (isNameOf(node, 'defmodule') || isNameOf(node, 'defprotocol')) {
				const whole = around === '' ? node.text : `${around}.${node.text}`;
				modules.push(whole);
				const first = firstOf(node.text);
				const call = node.parent?.parent ?? node;
				if (around !== '') aliases.push(aliasIn(call, first, `${around}.${first}`));
				inside.push({ name: whole, end: call.endIndex });
				continue;
			}
			if (isNewName(node)) continue;
			const name = fullName(node, aliases, around);
			if (name === null) continue;
			if (directiveOf(node) === 'alias') aliases.push(aliasIn(node, newName(node, name), name));
			if (!found.has(name)) found.set(name, importAt(node, name));
		}
		return {
			modules,
			imports: [...found.values()].filter(({ specifier }) => !modules.includes(specifier)),
		};
	},
};

interface Alias {
	readonly name: string;
	readonly meant: string;
	/** Where its block ends. */
	readonly end: number;
}

function aliasIn(node: Node, name: string, meant: string): Alias {
	let block = node.parent;
	while (block !== null && !/_block$|^stab_clause$/.test(block.type)) block = block.parent;
	return { name, meant, end: block?.endIndex ?? Infinity };
}

function fullName(node: Node, aliases: readonly Alias[], around: string): string | null {
	const { parent } = node;
	const expand = (name: string) => {
		const first = firstOf(name);
		const meant = aliases.findLast((one) => one.name === first && one.end > node.startIndex)?.meant;
		return meant === undefined ? name : meant + name.slice(first.length);
	};
	// `__MODULE__.Session`
	if (parent?.type === 'dot' && parent.childForFieldName('right')?.id === node.id) {
		const left = parent.childForFieldName('left')?.text;
		return left === '__MODULE__' ? `${around}.${node.text}` : null;
	}
	// `Foo.{A, B}`: Foo alone is no use of it.
	if (parent?.type === 'dot' && parent.childForFieldName('right')?.type === 'tuple') return null;
	if (parent?.type === 'tuple' && parent.parent?.type === 'dot') {
		const left = parent.parent.childForFieldName('left')?.text ?? '';
		const prefix = left === '__MODULE__' ? around : expand(left);
		return `${prefix}.${node.text}`;
	}
	return expand(node.text);
}

/** What the file calls it from here on: its last part, or the name after `as:`. */
function newName(node: Node, name: string): string {
	const argument = node.parent?.type === 'arguments' ? node : node.parent;
	const keywords = argument?.nextNamedSibling;
	const as =
		keywords?.type === 'keywords' ? /\bas:\s*([\w.]+)/.exec(keywords.text)?.[1] : undefined;
	return as ?? name.slice(name.lastIndexOf('.') + 1);
}

/** The value of `as:` is a name that is given here. */
function isNewName(node: Node): boolean {
	return node.parent?.type === 'pair' && node.parent.firstNamedChild?.text.trim() === 'as:';
}

function directiveOf(node: Node): string | null {
	for (let at = node.parent; at !== null; at = at.parent) {
		if (at.type === 'call') return at.childForFieldName('target')?.text ?? null;
		if (!['arguments', 'dot', 'tuple'].includes(at.type)) return null;
	}
	return null;
}

function isNameOf(node: Node, definition: string): boolean {
	const call = node.parent?.type === 'arguments' ? node.parent.parent : null;
	if (call?.childForFieldName('target')?.text !== definition) return false;
	return node.parent?.firstNamedChild?.id === node.id;
}

function firstOf(name: string): string {
	return name.split('.', 1)[0] ?? name;
}
