import { existsSync, globSync, readFileSync } from 'node:fs';
import { markdown } from '@codemirror/lang-markdown';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { frontMatterEnd, outlineOf } from '#shared/markdown/outline.ts';
import { sourceOf } from '#shared/markdown/source.ts';

/** Headings with their level and fences, by the line they begin on. */
function byReader(text: string): string[] {
	const source = sourceOf(text);
	return outlineOf(source, frontMatterEnd(source), 'plain').flatMap((node) => {
		if (node.kind === 'heading') return [`${node.rows.first} heading ${node.level}`];
		return node.kind === 'fence' ? [`${node.rows.first} fence`] : [];
	});
}

function byEditor(text: string): string[] {
	const source = sourceOf(text);
	const from = source.lines[frontMatterEnd(source)]?.from ?? text.length;
	const state = EditorState.create({
		doc: `${'\n'.repeat(frontMatterEnd(source))}${text.slice(from)}`,
		extensions: markdown(),
	});
	const found: string[] = [];
	ensureSyntaxTree(state, state.doc.length, 10_000)?.iterate({
		enter(node) {
			const row = state.doc.lineAt(node.from).number - 1;
			const level = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1];
			if (level !== undefined) found.push(`${row} heading ${level}`);
			if (node.name === 'FencedCode') found.push(`${row} fence`);
			// What is nested is no structure of the file.
			return node.name === 'Document';
		},
	});
	return found;
}

const TRICKY = [
	'# A\n\n```md\n## no\n```\n\n## B #\n',
	'A\n=\n\nB\n---\n\n- c\n---\n',
	'~~~\n# no\n```\n~~~\n# yes\n',
	'> # quoted\n\n# own\n',
	'- # in a list\n\n# own\n',
	'    # indented code\n\n   # three blanks\n',
	'<!--\n# no\n-->\n# yes\n',
	'<div>\n# no\n\n# yes\n</div>\n',
	'#no\n#\n####### no\n# \tyes\n',
	'```\nnever closed\n# no\n',
	'a\n# interrupts\nb\n```\nfence\n```\nc\n',
	'---\ntitle: x\n---\n\n# A\n',
	'1. one\n\n   ```\n   # no\n   ```\n2. two\n# yes\n',
] as const;

const FILES = [
	...globSync('test/fixtures/import/*.md'),
	...globSync('docs/**/*.md'),
	'README.md',
	'CHANGELOG.md',
	'../shared/real/stories-headings.md',
	'../shared/real/stories-phoenix-app.md',
];

describe('structure', () => {
	test.each(TRICKY.map((text) => [text]))('[MD18] %j', (text) => {
		expect(byEditor(text)).toEqual(byReader(text));
	});

	test.for(FILES)('[MD18] %s', (path, context) => {
		if (!existsSync(path)) return context.skip(`${path} is not here`);
		const text = readFileSync(path, 'utf8');
		expect(byEditor(text)).toEqual(byReader(text));
	});
});
