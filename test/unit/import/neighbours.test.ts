import { describe, expect, test } from 'vitest';
import { IMPORT_FORMATS } from '#shared/import/reading.ts';
import { fixture, reading, shapeOf, storiesOf, storyNamed } from '#test/unit/import/read.ts';

describe('neighbours', () => {
	test.each([
		['specs/004-lending/spec.md', 'spec-kit.md', 'spec-kit'],
		['.kiro/specs/lending/requirements.md', 'kiro-requirements.md', 'kiro'],
		['openspec/specs/lending/spec.md', 'openspec.md', 'openspec'],
		['features/library.feature', 'library.feature', 'gherkin'],
		['backlog/tasks/task-12 - Borrow-a-book.md', 'task-12 - Borrow-a-book.md', 'backlog'],
		['export.csv', 'jira.csv', 'csv'],
		['docs/stories.md', 'bullets.md', 'stories'],
	])('[IM8] %s is known by its place or its words', (path, name, format) => {
		expect(reading(path, fixture(name)).format).toBe(format);
		if (/\.md$/.test(name)) expect(reading('a.md', fixture(name)).format).toBe(format);
	});

	test('[IM8] spec-kit: stories with scenarios; requirements and measures stay text', () => {
		const read = reading('spec-kit.md');
		expect(
			Object.entries(shapeOf(read)).map(([title, criteria]) => [title, criteria.length]),
		).toEqual([
			['Borrow a book', 2],
			['Return a book', 1],
		]);
		const { narrative, notes } = storyNamed(read, 'Borrow a book');
		expect(narrative).toBe('As a reader, I want to borrow a book so that I can read it at home.');
		expect(notes).toContain('**Why this priority**: Without it there is no library.');
		expect(notes).toMatch(/\*\*Priority\*\*: P1\n\*\*Number\*\*: 1\n\*\*Epic\*\*: Lending$/);
		const requirements = read.pieces.find(({ source }) => source.includes('FR-001'));
		expect(requirements).toMatchObject({ becomes: 'text', story: { criteria: [{}] } });
	});

	test('[IM8] Kiro: EARS sentences below a user story', () => {
		const read = reading('kiro-requirements.md');
		expect(Object.keys(shapeOf(read))).toEqual(['Borrowing', 'Waive a fee']);
		expect(storyNamed(read, 'Borrowing').narrative).toMatch(/^As a reader, /);
		expect(shapeOf(read)['Borrowing']?.[1]).toBe(
			'WHILE a reader has five loans, THE Library SHALL refuse\na sixth',
		);
		expect(read.pieces.map(({ key }) => key)).toContain('number:2');
	});

	test('[IM8] OpenSpec: scenarios below a requirement; what was removed is no story', () => {
		const read = reading('openspec.md');
		expect(shapeOf(read)).toMatchObject({
			'Five loans': [
				expect.stringMatching(/^Scenario: The fifth\n\*\*GIVEN\*\*/),
				expect.any(String),
			],
			Returns: ['Scenario: On time\n**WHEN** it comes back\n**THEN** no fee is due'],
		});
		const removed = read.pieces.find(({ source }) => source.includes('Paper cards'));
		expect(removed).toMatchObject({ becomes: 'text', story: { title: 'Paper cards' } });
	});

	test('[IM8] Gherkin: a feature in any language, with background, rules and examples', () => {
		const [story] = storiesOf(reading('library.feature'));
		expect(story?.title).toBe('Bücher ausleihen');
		expect(story?.narrative).toMatch(/^Als Leserin\nmöchte ich/);
		expect(story?.criteria.map(({ text, line }) => [text.split('\n')[0], line])).toEqual([
			['Szenario: Das erste Buch', 11],
			['Höchstens fünf: Szenariogrundriss: Das <n>. Buch (@wichtig)', 18],
		]);
		expect(story?.criteria[1]?.text).toContain('| 6 | 5  | geht es nicht |');
		expect(story?.notes).toContain('Angenommen ich bin angemeldet');
	});

	test('[IM8] Gherkin with a line that is none is read around it, and says so', () => {
		const text = fixture('library.feature').replace('    Dann habe ich', '    Wohl habe ich');
		const read = reading('a.feature', text);
		expect(read.findings).toMatchObject([{ rule: 'gherkin-malformed', line: 14 }]);
		expect(storiesOf(read)[0]?.criteria[0]?.text).toContain('Wohl habe ich eine Leihe');
		const nothing = reading('a.feature', 'Dear all,\n\nno feature here.\n');
		expect(nothing.pieces.map(({ becomes }) => becomes)).toEqual(['text']);
	});

	test('[IM8] Backlog.md: the task is the story', () => {
		const read = reading('task-12 - Borrow-a-book.md');
		expect(read.pieces.map(({ key }) => key)).toEqual(['number:task-12']);
		expect(storyNamed(read, 'Borrow a book')).toMatchObject({
			narrative: 'As a reader, I want to borrow a book.',
			criteria: [{ text: 'Five loans are fine' }, { text: 'A sixth is refused' }],
		});
		expect(storyNamed(read, 'Borrow a book').notes).toMatch(
			/1\. Count loans[\s\S]*Priority\*\*: high/,
		);
	});

	test('[IM8] CSV: Jira, with cells of several lines, doubled columns and other types', () => {
		const read = reading('jira.csv');
		expect(read.pieces.map(({ becomes, key }) => [becomes, key])).toEqual([
			['text', expect.any(String)],
			['story', 'number:lib-7'],
			['text', 'number:lib-8'],
			['story', 'number:lib-9'],
		]);
		const story = storyNamed(read, 'Borrow a book');
		expect(story.criteria.map(({ text }) => text)).toEqual([
			'Five loans are fine',
			'A sixth is refused',
		]);
		expect(story.notes).toBe(
			'**Priority**: High · **Tags**: lending, mobile · **Estimate**: 3\n**Epic**: Lending · **Number**: LIB-7',
		);
		expect(shapeOf(read)['Extend "now"']).toEqual([
			'Given a loan\nWhen it is extended\nThen it is due later',
		]);
		expect(read.findings).toMatchObject([
			{ rule: 'columns-left-out', message: 'Left out: Issue id, Assignee, Created.' },
		]);
	});

	test('[IM8] CSV: Azure Boards writes HTML, Excel names its separator', () => {
		const text =
			'sep=;\r\nID;Work Item Type;Title;Description;Acceptance Criteria\r\n' +
			'7;User Story;Lend;"<div>As a reader, I want &amp; need</div>";"<ul><li>one</li><li>two</li></ul>"\r\n';
		const [story] = storiesOf(reading('a.csv', text));
		expect(story).toMatchObject({
			title: 'Lend',
			narrative: 'As a reader, I want & need',
			criteria: [{ text: 'one' }, { text: 'two' }],
		});
	});

	test('[IM8] CSV without headings is known by its sentences; any other says so', () => {
		expect(shapeOf(reading('a.csv', '1,"As a reader, I want to lend"\n'))).toEqual({ Lend: [] });
		expect(reading('a.csv', 'a,b\nc,d\n').findings).toMatchObject([
			{ rule: 'csv-without-stories' },
		]);
	});

	test('[IM3] any format chosen for any file reads it', () => {
		for (const name of [
			'bullets.md',
			'jira.csv',
			'library.feature',
			'spec-kit.md',
			'openspec.md',
		]) {
			for (const format of IMPORT_FORMATS) {
				const { pieces } = reading(name, fixture(name), format);
				expect(pieces.map(({ source }) => source).join('')).toBe(fixture(name));
			}
		}
	});
});
