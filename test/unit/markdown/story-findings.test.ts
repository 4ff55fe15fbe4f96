import { describe, expect, test } from 'vitest';
import { readStories, writeStories } from '#shared/markdown/stories.ts';

function linesOf(text: string): [string, number | null][] {
	return readStories(text).findings.map(({ rule, line }) => [rule, line]);
}

const STORY = '### Sign in\n\nAs a reader, I want in.\n\n**Acceptance Criteria**\n- It opens\n\n';

describe('what reading a stories file has to say', () => {
	test('[MD7] a heading that groups stories is no story that failed', () => {
		expect(linesOf(`# Shop\n\n## Accounts\n\nAll about them.\n\n${STORY}`)).toEqual([]);
		expect(linesOf(`# Shop\n\n${STORY}# Part two\n\n## Orders\n\n${STORY}`)).toEqual([]);
		expect(linesOf('# Shop\n\n```\n## code\n```\n')).toEqual([]);
	});

	test('[MD7] a section that could have been meant as a story is told, with its line', () => {
		const text = `# Shop\n\n## Later\n\nMuch.\n\n## Accounts\n\n${STORY}## Appendix\n\nWords.\n`;
		expect(linesOf(text)).toEqual([
			['not-a-story', 3],
			['not-a-story', 16],
		]);
	});

	test('[MD7] a story in a list or table, which only an import makes one, is told', () => {
		const sentence = 'As a reader, I want out.';
		expect(linesOf(`${STORY}# Later\n\nWords.\n\n- ${sentence}\n`)).toEqual([
			['story-without-heading', 12],
		]);
		expect(linesOf(`# Shop\n\n| What |\n|---|\n| ${sentence} |\n`)).toEqual([
			['story-without-heading', 5],
		]);
	});

	test('[MD7] a line among criteria is told, with its line', () => {
		const text = `${STORY.trim()}\n\nErrors:\n- It stays shut\n`;
		expect(linesOf(text)).toEqual([['text-between-criteria', 8]]);
	});

	test('[ID3] an id written twice is told, and gone once the file is written', () => {
		const story = STORY.replace('Sign in', 'Sign in <!-- st_aaaaaaaaaa -->');
		const twice = story.replace('opens', 'opens <!-- ac_aaaaaaaaaa -->').repeat(2);
		expect(linesOf(twice)).toEqual([['duplicate-id', 8]]);
		const written = writeStories(twice, readStories(twice).blocks);
		expect(linesOf(written)).toEqual([]);
		expect(readStories(written).blocks).toEqual(readStories(twice).blocks);
	});
});
