/** Changes one place of a JSON text and leaves every other byte, comments and odd spacing included. */
import {
	findNodeAtLocation,
	getNodeValue,
	type JSONPath,
	type Node,
	parseTree,
} from 'jsonc-parser';

/** With a value at the end of the list there; the list and what is above it are made if need be. */
export function withAdded(text: string, path: readonly string[], value: unknown): string {
	const list = nodeAt(text, [...path]);
	if (list !== undefined) return insertLast(text, list, spell(text, list, value));
	return withMade(text, path, [value]);
}

export function withProperty(text: string, key: string, value: unknown): string {
	const home = nodeAt(text, []);
	return home === undefined ? text : withKey(text, home, key, value);
}

export function withReplaced(text: string, path: JSONPath, value: unknown): string {
	const node = nodeAt(text, path);
	if (node === undefined) return text;
	return splice(text, node.offset, node.offset + node.length, spell(text, node, value, 0));
}

/** With a value at a place; what is above it is made if need be, and an equal one stays as it is written. */
export function withValue(text: string, path: readonly string[], value: unknown): string {
	const node = nodeAt(text, [...path]);
	if (node !== undefined) {
		const same = JSON.stringify(getNodeValue(node)) === JSON.stringify(value);
		return same ? text : withReplaced(text, [...path], value);
	}
	return withMade(text, path, value);
}

/** Takes out an item or a property, with the comma that it brought. */
export function withoutAt(text: string, path: JSONPath): string {
	const node = nodeAt(text, path);
	const item = node?.parent?.type === 'property' ? node.parent : node;
	const home = item?.parent;
	if (item === undefined || home?.children === undefined) return text;
	const at = home.children.indexOf(item);
	const [before, after] = [home.children[at - 1], home.children[at + 1]];
	const end = item.offset + item.length;
	if (before !== undefined) return splice(text, before.offset + before.length, end, '');
	if (after !== undefined) return splice(text, item.offset, after.offset, '');
	return splice(text, home.offset + 1, home.offset + home.length - 1, '');
}

/** With a value where nothing is, below what is there already. */
function withMade(text: string, path: readonly string[], value: unknown): string {
	let depth = path.length;
	let home: Node | undefined;
	while (home === undefined && depth > 0) home = nodeAt(text, path.slice(0, --depth));
	const [key, ...below] = path.slice(depth);
	if (home === undefined || key === undefined) return text;
	const nested = below.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
	return withKey(text, home, key, nested);
}

function withKey(text: string, home: Node, key: string, value: unknown): string {
	return insertLast(text, home, `${JSON.stringify(key)}: ${spell(text, home, value)}`);
}

function insertLast(text: string, home: Node, words: string): string {
	const last = home.children?.at(-1);
	const body = text.slice(home.offset, home.offset + home.length);
	const newline = newlineOf(text);
	if (last !== undefined && !body.includes('\n')) {
		return splice(text, last.offset + last.length, last.offset + last.length, `, ${words}`);
	}
	const outer = marginAt(text, home.offset);
	const inner = `${newline}${outer}${unitOf(text)}`;
	if (last !== undefined) {
		const end = last.offset + last.length;
		return splice(text, end, end, `,${inner}${words}`);
	}
	const [start, end] = [home.offset + 1, home.offset + home.length - 1];
	return splice(text, start, end, `${inner}${words}${newline}${outer}`);
}

/** As it is written one level below `home`, or at its own. */
function spell(text: string, home: Node, value: unknown, deeper = 1): string {
	const unit = unitOf(text);
	const margin = marginAt(text, home.offset) + unit.repeat(deeper);
	return JSON.stringify(value, null, unit).replaceAll('\n', `${newlineOf(text)}${margin}`);
}

function nodeAt(text: string, path: JSONPath): Node | undefined {
	const tree = parseTree(text, [], { allowTrailingComma: true });
	return tree === undefined ? undefined : findNodeAtLocation(tree, path);
}

function splice(text: string, from: number, to: number, words: string): string {
	return text.slice(0, from) + words + text.slice(to);
}

function marginAt(text: string, offset: number): string {
	const start = text.lastIndexOf('\n', offset - 1) + 1;
	return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function unitOf(text: string): string {
	return /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
}

function newlineOf(text: string): string {
	return text.includes('\r\n') ? '\r\n' : '\n';
}
