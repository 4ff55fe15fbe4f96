import {
	type Declaration,
	type FileDeclarations,
	oneLine,
	wordsOfComment,
} from '#server/imports/declaration.ts';
import type { Node } from '#server/imports/parsing.ts';

const TYPES = ['struct_item', 'enum_item', 'trait_item', 'type_item', 'union_item'];

/** What is `pub`: functions, types, and the public methods of types. */
export function rustDeclarations(root: Node): FileDeclarations {
	const nodes = root.namedChildren.filter((node) => node !== null);
	const inner = nodes.filter(({ type, text }) => type === 'line_comment' && text.startsWith('//!'));
	const words = wordsOfComment(inner.map(({ text }) => text.trimEnd()).join('\n'));
	const hidden = new Set(
		nodes
			.filter((node) => TYPES.includes(node.type) && !isPublic(node))
			.map((node) => node.childForFieldName('name')?.text),
	);
	const declarations = nodes.flatMap((node): Declaration[] => {
		const name = node.childForFieldName('name')?.text ?? '';
		const about = { words: wordsAbove(node), line: node.startPosition.row + 1 };
		if (node.type === 'impl_item') return methodsOf(node, hidden);
		if (!isPublic(node)) return [];
		if (node.type === 'function_item') {
			return [{ name, kind: 'function', signature: signatureOf(name, node), ...about }];
		}
		if (!TYPES.includes(node.type)) return [];
		const head = node.text.slice(
			0,
			(node.childForFieldName('body')?.startIndex ?? node.endIndex) - node.startIndex,
		);
		const signature = oneLine(head.replace(/^pub(?:\([^)]*\))?\s+/, '').replace(/;$/, ''));
		return [{ name, kind: 'type', signature, ...about }];
	});
	return { words, declarations };
}

/** Of the type itself: what a trait asks of it is the trait's. */
function methodsOf(node: Node, hidden: ReadonlySet<string | undefined>): Declaration[] {
	if (node.childForFieldName('trait') !== null) return [];
	const owner = (node.childForFieldName('type')?.text ?? '').replace(/<.*$/s, '');
	if (hidden.has(owner)) return [];
	const members = node.childForFieldName('body')?.namedChildren ?? [];
	return members.flatMap((member): Declaration[] => {
		if (member?.type !== 'function_item' || !isPublic(member)) return [];
		const name = `${owner}::${member.childForFieldName('name')?.text ?? ''}`;
		const about = { words: wordsAbove(member), line: member.startPosition.row + 1 };
		return [{ name, kind: 'function', signature: signatureOf(name, member), ...about }];
	});
}

function signatureOf(name: string, node: Node): string {
	const part = (field: string) => node.childForFieldName(field)?.text ?? '';
	const returns = part('return_type');
	const where = node.namedChildren.find((child) => child?.type === 'where_clause')?.text ?? '';
	const ends = `${returns === '' ? '' : ` -> ${returns}`} ${where.replace(/,\s*$/, '')}`;
	return oneLine(`${name}${part('type_parameters')}${part('parameters')}${ends}`);
}

function isPublic(node: Node): boolean {
	return node.namedChildren.some(
		(child) => child?.type === 'visibility_modifier' && child.text === 'pub',
	);
}

/** The `///` lines right above, attributes between them and the item left out. */
function wordsAbove(node: Node): string {
	const lines: string[] = [];
	for (let at = node.previousNamedSibling; at !== null; at = at.previousNamedSibling) {
		if (at.type === 'attribute_item') continue;
		if (at.type !== 'line_comment' || !at.text.startsWith('///')) break;
		lines.unshift(at.text.trimEnd());
	}
	return wordsOfComment(lines.join('\n'));
}
