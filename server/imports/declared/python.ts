import {
	type Declaration,
	type FileDeclarations,
	oneLine,
	wordsOfText,
} from '#server/imports/declaration.ts';
import type { Node } from '#server/imports/parsing.ts';

/** Functions and classes of a module whose names don't begin with an underscore. */
export function pythonDeclarations(root: Node): FileDeclarations {
	const declarations = root.namedChildren.flatMap((node) =>
		node === null ? [] : declarationsOf(plain(node), ''),
	);
	return { words: docstringOf(root), declarations };
}

/** What a decorator stands above. */
function plain(node: Node): Node {
	return node.type === 'decorated_definition'
		? (node.childForFieldName('definition') ?? node)
		: node;
}

function declarationsOf(node: Node, owner: string): Declaration[] {
	const name = node.childForFieldName('name')?.text ?? '';
	const body = node.childForFieldName('body');
	if (name === '' || name.startsWith('_') || body === null) return [];
	const whole = owner === '' ? name : `${owner}.${name}`;
	const about = { words: docstringOf(body), line: node.startPosition.row + 1 };
	if (node.type === 'function_definition') {
		const written = (node.childForFieldName('parameters')?.text ?? '()').replaceAll(
			/\s#[^\n]*/g,
			'',
		);
		const own = /^\(\s*(?:self|cls)\s*(?:,\s*(?:\/\s*,?\s*)?)?/;
		const parameters = owner === '' ? written : written.replace(own, '(');
		const returns = node.childForFieldName('return_type')?.text;
		const signature = oneLine(
			`${whole}${parameters}${returns === undefined ? '' : ` -> ${returns}`}`,
		);
		return [{ name: whole, kind: 'function', signature, ...about }];
	}
	if (node.type !== 'class_definition') return [];
	const bases = node.childForFieldName('superclasses')?.text ?? '';
	return [
		{ name: whole, kind: 'type', signature: oneLine(`class ${whole}${bases}`), ...about },
		...(owner === ''
			? body.namedChildren.flatMap((member) =>
					member === null ? [] : declarationsOf(plain(member), whole),
				)
			: []),
	];
}

function docstringOf(body: Node): string {
	const first = body.namedChildren.find((node) => node?.type !== 'comment');
	const string = first?.type === 'expression_statement' ? first.firstNamedChild : null;
	if (string?.type !== 'string') return '';
	const content = string.namedChildren.find((node) => node?.type === 'string_content');
	return wordsOfText(content?.text ?? '');
}
