import { importAt, importsWithin, type LanguageReader } from '#server/imports/language-reader.ts';
import type { Capture, Node } from '#server/imports/parsing.ts';
import { append } from '#shared/append.ts';
import type { FoundImport } from '#shared/imports/file-imports.ts';

/**
 * Rust: each path of a `use` tree by itself, `mod name;`, `extern crate`, and whole paths in the
 * midst of code and of a macro's arguments. What is compiled for tests alone is left out.
 */
export const rustImports: LanguageReader = {
	pattern: `
		(use_declaration argument: (_) @use)
		(mod_item name: (identifier) @mod !body)
		(extern_crate_declaration name: (identifier) @crate)
		((scoped_identifier) @path (#match? @path "^[a-z_]"))
		((scoped_type_identifier) @path (#match? @path "^[a-z_]"))
		(macro_invocation (token_tree) @tokens)
	`,
	read(captures) {
		const imports: FoundImport[] = [];
		const isForTests = createForTests();
		const given = namesGiven(captures);
		let past = -1;
		for (const { name, node } of captures) {
			// A path holds shorter paths, and so does a `use` tree.
			if (node.startIndex < past || isForTests(node)) continue;
			const plain = name === 'path' ? node.text.replace(/<.*$/s, '') : node.text;
			// What stands in angle brackets is told by itself.
			past = node.startIndex + plain.length;
			// `pub(in crate::till)` says who may look in.
			if (node.parent?.type === 'visibility_modifier') continue;
			if (name === 'use') append(imports, pathsIn(node, []));
			else if (name === 'mod') append(imports, modulesIn(node));
			else if (name === 'crate') imports.push(importAt(node, node.text));
			else if (name === 'path') tell(importAt(node, plain));
			else for (const one of pathsInTokens(node)) tell(one);

			function tell(one: FoundImport): void {
				const [first = '', ...rest] = segmentsOf(one.specifier).filter((one) => one !== '');
				// A `use` has told of it, or it comes with Rust.
				if (rest.length === 0 || given.has(first) || STANDARD.has(first)) return;
				imports.push({ ...one, specifier: inFile(node, [first, ...rest]).join('::') });
			}
		}
		return { modules: [], imports };
	},
};

/** `mod till;` once for each file that it may lie in: some `#[path]` holds on one system only. */
function modulesIn(name: Node): FoundImport[] {
	const usual = importAt(name, name.text, { kind: 'module' });
	// In a module of the same file, `#[path]` begins at another folder.
	if (name.parent?.parent?.type !== 'source_file') return [usual];
	const said: FoundImport[] = [];
	let isAlways = false;
	for (const attribute of attributesAbove(name.parent)) {
		const [, way, path] = PLACED.exec(attribute.text) ?? [];
		if (path === undefined) continue;
		isAlways ||= way === 'path';
		said.push({ ...usual, names: [path] });
	}
	return isAlways ? said : [...said, usual];
}

/** `#[path = "till_v2.rs"]`, `#[cfg_attr(unix, path = "till_unix.rs")]` */
const PLACED = /^#\[\s*(path|cfg_attr)\b(?:[\s\S]*\bpath)?\s*=\s*"([^"]+)"/;

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
function inFile(node: Node, said: readonly string[]): readonly string[] {
	// `self::super` is `super`.
	const path = said[0] === 'self' && said[1] === 'super' ? said.slice(1) : said;
	let depth = 0;
	for (let at = node.parent; at !== null; at = at.parent) if (at.type === 'mod_item') depth++;
	const ups = path.findIndex((segment) => segment !== 'super');
	const supers = ups === -1 ? path.length : ups;
	if (depth === 0 || supers === 0) return path;
	const left = supers - depth;
	return left > 0 ? path.slice(depth) : ['self', ...path.slice(supers)];
}

const STANDARD = new Set(['std', 'core', 'alloc']);

/** What `use` calls things in this file. */
function namesGiven(captures: readonly Capture[]): ReadonlySet<string> {
	const uses = captures.filter(({ name }) => name === 'use');
	const given = new Set(uses.flatMap(({ node }) => namesIn(node, '')));
	for (const root of ['crate', 'super', 'self']) given.delete(root);
	return given;
}

function namesIn(node: Node, around: string, depth = 0): readonly string[] {
	const last = segmentsOf(node.childForFieldName('path')?.text ?? '').at(-1) ?? '';
	switch (node.type) {
		case 'use_as_clause':
			return [node.childForFieldName('alias')?.text ?? ''];
		case 'use_wildcard':
			return [];
		case 'self':
			return [around];
		case 'scoped_use_list':
		case 'use_list': {
			const list = node.type === 'use_list' ? node : node.childForFieldName('list');
			const inside = depth > DEEPEST ? [] : (list?.namedChildren ?? []);
			const of = node.type === 'use_list' ? around : last;
			return inside.flatMap((child) => (child === null ? [] : namesIn(child, of, depth + 1)));
		}
	}
	return [segmentsOf(node.text).at(-1) ?? ''];
}

/** Arguments of a macro are bare tokens, and no path to a parser. */
function pathsInTokens(tree: Node): readonly FoundImport[] {
	const code = tree.text.replaceAll(NO_CODE, (text) => text.replaceAll(/[^\n]/g, ' '));
	const found = [...code.matchAll(PATH)];
	return importsWithin(
		tree,
		found.map(({ 0: specifier, index }) => ({ specifier, at: index })),
	);
}

/** Comments, strings, raw ones too, and characters. */
const NO_CODE =
	/\/\/.*|\/\*[\s\S]*?\*\/|\br(#*)"[\s\S]*?"\1|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\\n]|\\.)'/g;
const PATH = /(?<![\w:.$#])(?:r#)?[a-z_]\w*(?:::(?:r#)?\w+)+/g;

function attributesAbove(item: Node): readonly Node[] {
	const above: Node[] = [];
	let at = item.previousNamedSibling;
	while (at?.type === 'attribute_item' || at?.type === 'line_comment') {
		if (at.type === 'attribute_item') above.push(at);
		at = at.previousNamedSibling;
	}
	return above;
}

/** Whether a node, or anything around it, is compiled for tests alone; each item is asked once. */
function createForTests(): (node: Node) => boolean {
	const known = new Map<number, boolean>();

	function isItemForTests(item: Node): boolean {
		const before = known.get(item.id);
		if (before !== undefined) return before;
		const is = attributesAbove(item).some(({ text }) => FOR_TESTS.test(text));
		known.set(item.id, is);
		return is;
	}

	return (node) => {
		for (let at: Node | null = node; at !== null; at = at.parent) {
			const isItem = at.type.endsWith('_item') || at.type.endsWith('_declaration');
			if (isItem && isItemForTests(at)) return true;
		}
		return false;
	};
}

/** `#[cfg(test)]`, `#[cfg(all(test, unix))]`, `#[test]`, `#[tokio::test]`; not `#[cfg(not(test))]`. */
const FOR_TESTS = /^#\[\s*(?:cfg\((?:(?!not\s*\().)*(?<![\w"])test\W|(?:\w+::)*test\b)/s;
