import { describe, expect, test } from 'vitest';
import { reading, shapeOf, storiesOf, storyNamed } from '#test/unit/import/read.ts';

describe('stories of any shape', () => {
	test('[IM4] bold sentences in bullets, with criteria below', () => {
		const read = reading('bullets.md');
		expect(shapeOf(read)).toEqual({
			'Borrow a book': [
				'A reader with fewer than five loans can borrow',
				'A sixth loan is refused',
			],
			'Extend a loan': [
				'A loan is extended once',
				"A reserved book can't be extended\n\nby anybody",
			],
			'Return a book': ['A returned book can be lent again'],
		});
		const story = storyNamed(read, 'Borrow a book');
		expect(story.narrative).toBe(
			'As a reader, I want to borrow a book so that I can read it at home.',
		);
		expect(story.notes).toBe('**Priority**: High\n**Epic**: Lending');
	});

	test('[IM4] paragraphs and bullets under a role', () => {
		const read = reading('roles.md');
		expect(storiesOf(read).map(({ narrative }) => narrative)).toEqual([
			'As a librarian, I want to see which books are overdue so that I can send reminders.',
			'As a librarian, I want to waive a fee, so that regulars stay.',
			'As a reader, I want to reserve a book, so that I get it next.',
			'As a reader, I need to see my fees',
			'As a guest, I want to browse without signing in.',
			'As a guest, I want to join, so that I can borrow.',
		]);
		expect(shapeOf(read)['Browse the shelves']).toHaveLength(2);
		expect(shapeOf(read)['Waive a fee']).toHaveLength(2);
	});

	test('[IM4] rows of a table, also in another language', () => {
		const read = reading('tables.md');
		expect(shapeOf(read)).toEqual({
			'Ein Buch ausleihen': ['Höchstens fünf Bücher', 'Ein sechstes wird abgelehnt'],
			'Eine Leihe verlängern': [],
			'Print labels | stickers': ['A label is printed'],
		});
		expect(storyNamed(read, 'Ein Buch ausleihen')).toMatchObject({
			narrative: 'Als Leserin möchte ich ein Buch ausleihen, damit ich es zu Hause lesen kann',
			notes: '**Priority**: hoch\n**Number**: B-1',
		});
	});

	test('[IM5] bullets that Markdown takes for words, letters, and rows of steps', () => {
		const read = reading('pasted.md');
		expect(shapeOf(read)).toEqual({
			'Borrow a book': [
				'A book on the shelf can be borrowed',
				'A borrowed book is marked\n  in the list',
			],
			'Extend a loan': ['A loan is extended once', "A reserved book can't be extended"],
			'Return a book': [
				'Given a book that is mine\nWhen I return it\nThen it is on the shelf',
				'Given a book that is late\nWhen I return it\nThen I pay a fee',
			],
		});
		expect(storyNamed(read, 'Borrow a book').notes).toBe('Notes: talk to Mara.');
	});

	test('[IM4] what stands in a fence, but not in one of code', () => {
		const read = reading('fenced.md');
		expect(storiesOf(read).map(({ title }) => title)).toEqual(['Borrow a book', 'Return a book']);
		expect(read.pieces.find(({ key }) => key === 'number:3')?.why).toMatch(/^In a code fence:/);
		expect(storyNamed(read, 'Borrow a book').criteria).toEqual([
			{ id: null, text: 'Five at most', line: 8 },
		]);
	});

	test('[IM4] a file that is one story, in sections', () => {
		const read = reading('one-story.md');
		expect(shapeOf(read)).toEqual({
			'Bücher ausleihen': [
				'Anzeige: Die Leihe wird gezeigt',
				'Fehler: Ein sechstes Buch wird abgelehnt',
			],
		});
		const { narrative, notes } = storyNamed(read, 'Bücher ausleihen');
		expect(narrative).toMatch(/^Als Leserin möchte ich/);
		expect(notes).toMatch(/^\*\*2\. Beschreibung\*\*\n\nAusgeliehen/);
		expect(notes).toMatch(/\*\*Number\*\*: LIB-4 · \*\*Status\*\*: Offen$/);
	});

	test('[IM5] steps in bullets are one criterion, rows of a table one each', () => {
		const shape = shapeOf(reading('numbered.md'));
		expect(shape['Borrow a book']).toEqual([
			'**Given** a reader with four loans\n**When** they borrow a book\n**Then** they have five',
			'**Given** a reader with five loans **When** they borrow **Then** they are refused',
		]);
		expect(shape['Extend a loan']).toEqual([
			'Given a loan\nWhen it is extended\nThen it is due later',
			'Given a reserved book\nWhen it is extended\nThen it is refused',
		]);
	});

	test('[IM5] what introduces some criteria stays with each of them', () => {
		expect(shapeOf(reading('numbered.md'))['See my fees']).toEqual([
			'Happy path: Fees are listed',
			'Errors: Without fees, it says so',
		]);
	});

	test('[IM5] scenarios in a fence', () => {
		expect(shapeOf(reading('fenced.md'))['Return a book']).toEqual([
			'Scenario: on time\nGiven a loan\nWhen it comes back\nThen no fee is due',
			'Scenario: late\nGiven a loan that is overdue\nThen a fee is due',
		]);
	});

	test('[IM7] personas, scope and metrics are text, and a person may decide otherwise', () => {
		for (const name of ['bullets.md', 'tables.md', 'numbered.md']) {
			const { pieces } = reading(name);
			const aside = pieces.filter(({ source }) => /^## (?:Out|Glossary|Success)/.test(source));
			expect(aside.map(({ becomes }) => becomes)).toEqual(['text']);
			expect(aside[0]?.story).not.toBeNull();
		}
		const mara = reading('bullets.md').pieces.find(({ key }) => key === 'words:mara, reader');
		expect(mara).toMatchObject({ becomes: 'text', story: { title: 'Mara, reader' } });
	});

	test('[IM2] numbers survive in keys, titles lose them, notes keep them', () => {
		const { pieces } = reading('numbered.md');
		const stories = pieces.filter(({ becomes }) => becomes === 'story');
		expect(stories.map(({ key }) => key)).toEqual([
			'number:a.1',
			'number:a.2',
			'number:us-7',
			'words:print labels',
		]);
		expect(stories[1]?.story?.notes).toBe('**Priority**: Low\n**Number**: A.2 · **Persona**: Mara');
	});

	test('[IM2] a story that moved and changed keeps its key', () => {
		const changed =
			'# B\n\n## Story 4: Other\n\n## US-7: Fees, all of them\n\nAs a reader, I want more.\n';
		const keys = reading('numbered.md', changed).pieces.map(({ key }) => key);
		expect(keys).toContain('number:us-7');
	});
});
