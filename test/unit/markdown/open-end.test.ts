import { describe, expect, test } from 'vitest';
import { ContextId, StoryId } from '#shared/id.ts';
import { readContextMap, writeContextMap } from '#shared/markdown/context-map.ts';
import { readStories, writeStories } from '#shared/markdown/stories.ts';

const added = {
	id: StoryId.parse('st_aaaaaaaaaa'),
	title: 'Buy a book',
	narrative: '',
	criteria: [],
	notes: '',
};
const SIGN_IN = '## Sign in\n\nAs a reader, I want in.\n\n**Acceptance Criteria**\n- It opens\n';

function withStory(text: string): string {
	return writeStories(text, [...readStories(text).blocks, { kind: 'story', story: added }]);
}

describe('file that leaves something open at its end', () => {
	test.each([
		['a fence', '```ts\nconst a = 1;', '```'],
		['a long fence', '~~~~\n```\ncode\n', '~~~~'],
		['a comment', '<!-- later:\n\nmore', '-->'],
		['preformatted text', '<pre>\n\nx', '</pre>'],
	])('[MD3] a story after %s is one, and only the closing line is added', (_, open, closer) => {
		const text = `${SIGN_IN}\n# Appendix\n\n${open}`;
		const { blocks } = readStories(text);
		const written = withStory(text);
		expect(readStories(written).blocks.map(({ kind }) => kind)).toEqual([
			...blocks.map(({ kind }) => kind),
			'story',
		]);
		expect(written.replace(/ <!-- (?:st|ac)_\w+ -->/g, '')).toContain(
			`${text.trimEnd()}\n${closer}\n\n## Buy a book`,
		);
		const again = [...blocks, { kind: 'story' as const, story: added }];
		expect(writeStories(written, again)).toBe(written);
	});

	test('[MD3] a last story with an open fence keeps its words, and the next one is none of them', () => {
		const text = `${SIGN_IN}\nNotes:\n\n\`\`\`\ncode\n`;
		const [before] = readStories(text).blocks;
		expect(readStories(withStory(text)).blocks).toEqual([before, { kind: 'story', story: added }]);
	});

	test('[MD3] a last context with an open fence keeps its words, and so does the next', () => {
		const text = '# Map\n\n## Accounts\n**Type**: domain\n\n```\ncode\n';
		const { blocks } = readContextMap(text, []);
		const [accounts] = blocks.flatMap((block) => (block.kind === 'context' ? [block.context] : []));
		if (accounts === undefined) throw new Error('There is a context.');
		const orders = { ...accounts, id: ContextId.parse('cx_bbbbbbbbbb'), name: 'Orders', notes: '' };
		const wanted = [...blocks, { kind: 'context' as const, context: orders }];
		expect(readContextMap(writeContextMap(text, wanted, []), []).blocks).toEqual(wanted);
	});
});
