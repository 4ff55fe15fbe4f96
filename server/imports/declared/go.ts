import {
	type Declaration,
	type FileDeclarations,
	oneLine,
	wordsOfComment,
} from '#server/imports/declaration.ts';
import type { Node } from '#server/imports/parsing.ts';

/** Functions, methods and types whose names begin with a capital, and the package's comment. */
export function goDeclarations(root: Node): FileDeclarations {
	const nodes = root.namedChildren.filter((node) => node !== null);
	const clause = nodes.find(({ type }) => type === 'package_clause');
	const declarations = nodes.flatMap((node): Declaration[] => {
		const about = { words: wordsAbove(node), line: node.startPosition.row + 1 };
		if (node.type === 'type_declaration') {
			return node.namedChildren.flatMap((spec): Declaration[] => {
				const name = spec?.childForFieldName('name')?.text ?? '';
				if (!isPublic(name)) return [];
				return [{ name, kind: 'type', signature: typeOf(spec), ...about }];
			});
		}
		if (node.type !== 'function_declaration' && node.type !== 'method_declaration') return [];
		const name = node.childForFieldName('name')?.text ?? '';
		const receiver = /(\w+)(?:\[[^\]]*\])?\s*\)$/.exec(
			node.childForFieldName('receiver')?.text ?? '',
		)?.[1];
		if (!isPublic(name) || (receiver !== undefined && !isPublic(receiver))) return [];
		const whole = receiver === undefined ? name : `${receiver}.${name}`;
		const part = (field: string) => node.childForFieldName(field)?.text ?? '';
		const signature = oneLine(
			`${whole}${part('type_parameters')}${part('parameters')} ${part('result')}`,
		);
		return [{ name: whole, kind: 'function', signature, ...about }];
	});
	return { words: clause === undefined ? '' : wordsAbove(clause), declarations };
}

/** A struct and an interface without what is in them, anything else as it is written. */
function typeOf(spec: Node | null): string {
	const type = spec?.childForFieldName('type');
	if (!spec || !type) return '';
	const form = { struct_type: 'struct', interface_type: 'interface' }[type.type] ?? type.text;
	return oneLine(`type ${spec.text.slice(0, type.startIndex - spec.startIndex)}${form}`);
}

function isPublic(name: string): boolean {
	return /^\p{Lu}/u.test(name);
}

/** The comment lines right above. */
function wordsAbove(node: Node): string {
	const lines: string[] = [];
	let below = node;
	for (let at = node.previousNamedSibling; at?.type === 'comment'; at = at.previousNamedSibling) {
		if (below.startPosition.row - at.endPosition.row > 1 || at.text.startsWith('//go:')) break;
		lines.unshift(at.text);
		below = at;
	}
	return wordsOfComment(lines.join('\n'));
}
