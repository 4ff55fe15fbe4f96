import { describe, expect, test } from 'vitest';
import { StoryId } from '#shared/id.ts';
import { readStories, writeStories } from '#shared/markdown/stories.ts';

function titlesIn(text: string): string[] {
	return readStories(text).blocks.flatMap((block) =>
		block.kind === 'story' ? [block.story.title] : [],
	);
}

describe('titles', () => {
	test.each([
		['A.1. Sign in'],
		['A1. Sign in'],
		['1.2 Sign in'],
		['1.2.3. Sign in'],
		['3) Sign in'],
		['LIB-12: Sign in'],
		['[LIB-12] Sign in'],
		['User Story 3 - Sign in'],
		['Story #3: Sign in'],
	])('[MD15] %s', (words) => {
		const text = `## ${words}\n\n**Acceptance Criteria**\n- a\n`;
		expect(titlesIn(text)).toEqual(['Sign in']);
		const { blocks } = readStories(text);
		const renamed = blocks.map((block) =>
			block.kind === 'story' ? { ...block, story: { ...block.story, title: 'Leave' } } : block,
		);
		expect(writeStories(text, renamed)).toMatch(/^## .*Leave <!-- st_/);
		expect(writeStories(text, renamed)).toContain(words.replace('Sign in', 'Leave'));
	});

	test.each(['3D printing', '2026 in review', 'A night out', 'GPT-4 answers', 'IT: sign in'])(
		'[MD15] %s is no number and a title',
		(title) => {
			expect(titlesIn(`## ${title}\n\n**Acceptance Criteria**\n- a\n`)).toEqual([title]);
		},
	);
});

test('[MD3] a title that comes after its story stands in the heading as a person would write it', () => {
	const id = StoryId.parse('st_0000000001');
	const story = { id, title: '', narrative: 'As a reader, I go.', criteria: [], notes: '' };
	const untitled = writeStories(null, [{ kind: 'story', story }]);
	const titled = writeStories(untitled, [{ kind: 'story', story: { ...story, title: 'Leave' } }]);
	expect(titled).toBe(`## Leave <!-- ${id} -->\n\nAs a reader, I go.\n`);
});

describe('groups', () => {
	test('[MD17] two role sentences below a heading make it none', () => {
		const one = '## Reader\n\nAs a reader, I want in.\n';
		expect(titlesIn(one)).toEqual(['Reader']);
		expect(titlesIn(`${one}\nAs a reader, I want out.\n`)).toEqual([]);
		const labelled = `${one}\nAs a reader, I want out.\n\n**Acceptance Criteria**\n- a\n`;
		expect(titlesIn(labelled)).toEqual(['Reader']);
	});

	test('[MD17] a sentence may stand in a quote, in a list or in the heading', () => {
		expect(titlesIn('## A\n\n> As a reader, I want in.\n\n- a\n')).toEqual(['A']);
		expect(titlesIn('## A\n\n- **As a** reader\n- **I want** in\n- **So that** x\n')).toEqual([
			'A',
		]);
		expect(titlesIn('## As a reader, I want in\n\nWords.\n')).toEqual(['As a reader, I want in']);
		expect(titlesIn('## As a reader\n\nWords.\n')).toEqual([]);
	});
});
