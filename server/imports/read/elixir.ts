import { importAt, importsWithin, type LanguageReader } from '#server/imports/language-reader.ts';
import type { Node } from '#server/imports/parsing.ts';
import { namesInMarkup } from '#server/imports/read/heex.ts';
import type { FoundImport } from '#shared/imports/file-imports.ts';

/**
 * Elixir: every module that the file speaks of, by its full name, at the first place it does.
 *
 * A module needs no directive to be called, so each name counts: in `alias`, `import`, `use` and
 * `require`, before a call, in a struct, as an argument. Aliases of the file are read as what they
 * stand for, each up to the end of the block that it stands in.
 */
export const elixirImports: LanguageReader = {
	pattern: `
		(alias) @alias
		(call
			target: (identifier) @directive
			(arguments . (identifier) @own)
			(#eq? @directive "alias")
			(#eq? @own "__MODULE__"))
		(sigil (sigil_name) @sigil (quoted_content) @markup (#eq? @sigil "H"))
	`,
	read(captures) {
		const modules: string[] = [];
		const aliases: Alias[] = [];
		const found = new Map<string, FoundImport>();
		const inside: { readonly name: string; readonly end: number }[] = [];

		for (const { name: kind, node } of captures) {
			if (kind === 'directive' || kind === 'sigil') continue;
			while ((inside.at(-1)?.end ?? Infinity) <= node.startIndex) inside.pop();
			const around = inside.at(-1)?.name ?? '';
			if (kind === 'own') {
				aliases.push(aliasIn(node, newName(node, around), around));
				continue;
			}
			if (isNameOf(node, 'defmodule') || isNameOf(node, 'defprotocol')) {
				const whole = around === '' ? node.text : `${around}.${node.text}`;
				modules.push(whole);
				const first = firstOf(node.text);
				const call = node.parent?.parent ?? node;
				if (around !== '') aliases.push(aliasIn(call, first, `${around}.${first}`));
				inside.push({ name: whole, end: call.endIndex });
				continue;
			}
			if (kind === 'markup') {
				for (const one of spokenIn(node, aliases)) {
					if (!found.has(one.specifier)) found.set(one.specifier, one);
				}
				continue;
			}
			if (isNewName(node)) continue;
			const name = fullName(node, aliases, around);
			if (name === null) continue;
			if (isAliased(node)) aliases.push(aliasIn(node, newName(node, name), name));
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
	const expand = (name: string) => expanded(name, node, aliases);
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

/** With what its first part stands for where the node stands. */
function expanded(name: string, node: Node, aliases: readonly Alias[]): string {
	const first = firstOf(name);
	// All modules are below it, and what it begins is a full name.
	if (first === 'Elixir') return name.slice('Elixir.'.length);
	const meant = aliases.findLast((one) => one.name === first && one.end > node.startIndex)?.meant;
	return meant === undefined ? name : meant + name.slice(first.length);
}

function spokenIn(markup: Node, aliases: readonly Alias[]): readonly FoundImport[] {
	const spoken = namesInMarkup(markup.text).map(({ name, at }) => {
		return { specifier: expanded(name, markup, aliases), at };
	});
	return importsWithin(markup, spoken);
}

/** What the file calls it from here on: its last part, or the name after `as:`. */
function newName(node: Node, name: string): string {
	return nameGiven(node) ?? name.slice(name.lastIndexOf('.') + 1);
}

function nameGiven(node: Node): string | null {
	const argument = node.parent?.type === 'arguments' ? node : node.parent;
	const keywords = argument?.nextNamedSibling;
	if (keywords?.type !== 'keywords') return null;
	return /\bas:\s*([\w.]+)/.exec(keywords.text)?.[1] ?? null;
}

/** `alias` always gives a name, and `require` with `as:`. */
function isAliased(node: Node): boolean {
	const directive = directiveOf(node);
	return directive === 'alias' || (directive === 'require' && nameGiven(node) !== null);
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
