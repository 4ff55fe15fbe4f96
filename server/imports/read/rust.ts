import { importAt, type LanguageReader } from '#server/imports/language-reader.ts';
import type { Node } from '#server/imports/parsing.ts';
import { append } from '#shared/append.ts';
import type { FoundImport } from '#shared/imports/file-imports.ts';

/**
 * Rust: each path of a `use` tree by itself, `mod name;`, `extern crate`, and paths from `crate` or
 * `super` in the midst of code. What stands in a module for tests is left out.
 */
export const rustImports: LanguageReader = {
	pattern: `
		(use_declaration argument: (_) @use)
		(mod_item name: (identifier) @mod !body)
		(extern_crate_declaration name: (identifier) @crate)
		((scoped_identifier) @path (#match? @path "^(crate|super)::"))
		((scoped_type_identifier) @path (#match? @path "^(crate|super)::"))
	`,
	read(captures) {
		const imports: FoundImport[] = [];
		let past = -1;
		for (const { name, node } of captures) {
			// A path holds shorter paths, and so does a `use` tree.
			if (node.startIndex < past || isForTests(node)) continue;
			past = node.endIndex;
			if (name === 'use') append(imports, pathsIn(node, []));
			else if (name === 'mod') imports.push(importAt(node, node.text, { kind: 'module' }));
			else imports.push(importAt(node, inFile(node, segmentsOf(node.text)).join('::')));
		}
		return { modules: [], imports };
	},
};

/** Nobody writes a tree this deep; who sends one gets no answer about its leaves. */
const DEEPEST = 20;

function pathsIn(node: Node, before: readonly string[], depth = 0): FoundImport[] {
	if (depth > DEEPEST) return [];
	const path = node.childForFieldName('path');
	const within = path === null ? before : [...before, ...segmentsOf(path.text)];
	switch (node.type) {
		case 'use_list':
			return node.namedChildren.flatMap((child) =>
				child === null ? [] : pathsIn(child, before, depth + 1),
			);
		case 'scoped_use_list': {
			const list = node.childForFieldName('list');
			return list === null ? [] : pathsIn(list, within, depth + 1);
		}
		case 'use_as_clause':
			return path === null ? [] : pathsIn(path, before, depth + 1);
		case 'use_wildcard': {
			const all = node.firstNamedChild;
			if (all === null) return [importAt(node, inFile(node, before).join('::'))];
			return pathsIn(all, before, depth + 1);
		}
		case 'self':
			if (before.length > 0) return [importAt(node, inFile(node, before).join('::'))];
	}
	const whole = [...before, ...segmentsOf(node.text)];
	return [importAt(node, inFile(node, whole).join('::'))];
}

function segmentsOf(path: string): string[] {
	return path.split('::').map((segment) => segment.replace(/<.*$/s, '').trim());
}

/** As it would be said at the top of the file: inside `mod inner { … }`, `super` is the file. */
function inFile(node: Node, path: readonly string[]): readonly string[] {
	let depth = 0;
	for (let at = node.parent; at !== null; at = at.parent) if (at.type === 'mod_item') depth++;
	const ups = path.findIndex((segment) => segment !== 'super');
	const supers = ups === -1 ? path.length : ups;
	if (depth === 0 || supers === 0) return path;
	const left = supers - depth;
	return left > 0 ? path.slice(depth) : ['self', ...path.slice(supers)];
}

function isForTests(node: Node): boolean {
	for (let at: Node | null = node; at !== null; at = at.parent) {
		if (at.type !== 'mod_item') continue;
		if (/^#\[cfg\((?:.*\W)?test\W/.test(at.previousNamedSibling?.text ?? '')) return true;
	}
	return false;
}
