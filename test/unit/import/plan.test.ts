import { describe, expect, test } from 'vitest';
import { ADA, createImportWorld } from '#test/unit/import/import-world.ts';

const FILE = `# Bookshop

Some words about the shop.

## Sign in with email

As a reader, I want to sign in with my email, so that my shelf follows me.

**Acceptance Criteria**

- A reader with a valid password reaches their shelf
- Five wrong passwords lock sign-in

## Metrics

We count readers.

## Lend a book

As a reader, I want to lend a book, so that a friend reads it.

**Acceptance Criteria**

- A lent book is not on the shelf
`;

describe('the first import', () => {
	test('[IP1] every Story is added with its criteria, and what is none is text in its place', () => {
		const world = createImportWorld();
		const plan = world.import(FILE);
		expect(plan.pieces.map(({ as, outcome }) => `${as} ${outcome}`)).toEqual([
			'text add',
			'story add',
			'text add',
			'story add',
		]);
		expect(world.shown()).toEqual([
			'text # Bookshop',
			'story Sign in with email',
			'text ## Metrics',
			'story Lend a book',
		]);
		expect(world.story('Sign in with email').criteria.map(({ text }) => text)).toEqual([
			'A reader with a valid password reaches their shelf',
			'Five wrong passwords lock sign-in',
		]);
	});

	test('[IP2] the same file again changes not a byte of the document', () => {
		const world = createImportWorld();
		world.import(FILE);
		const before = world.state();
		const plan = world.import(FILE);
		expect(plan.pieces.every(({ outcome }) => outcome === 'same')).toBe(true);
		expect(world.state()).toEqual(before);
	});

	test('[IP2] a story that stands twice in a file is one, however often the file comes', () => {
		const world = createImportWorld();
		const story = FILE.slice(FILE.indexOf('## Sign in'), FILE.indexOf('## Metrics'));
		const twice = `${FILE}\n${story}## Metrics\n\nWe count readers.\n`;
		world.import(twice);
		const [shown, state] = [world.shown(), world.state()];
		expect(world.import(twice).pieces.map(({ outcome }) => outcome)).not.toContain('add');
		expect(world.state()).toEqual(state);

		world.import(twice.replaceAll('valid password', 'right password'));
		expect(world.shown()).toEqual(shown);
		expect(world.file().match(/right password/g)).toHaveLength(1);
	});

	test('[IP3] two people who import the same file apart make the same Stories', () => {
		const [ada, grace] = [createImportWorld(), createImportWorld()];
		ada.import(FILE);
		grace.import(FILE);
		expect(grace.stories().map(({ id }) => id)).toEqual(ada.stories().map(({ id }) => id));
	});

	test('[IP4] an import is one transaction with one origin', () => {
		const world = createImportWorld();
		const origins: unknown[] = [];
		world.doc.yDoc.on('afterTransaction', ({ origin }) => void origins.push(origin));
		world.import(FILE);
		expect(origins.filter((origin) => origin === ADA)).toHaveLength(1);
		expect(origins).toHaveLength(1);
	});
});

describe('an import again', () => {
	test('[IP5] what the file changed comes, what was changed here stays, and ids with both', () => {
		const world = createImportWorld();
		world.import(FILE);
		const before = world.story('Sign in with email');
		const [, second] = before.criteria;
		if (second === undefined) throw new Error('There are two criteria.');
		world.setCriterion(before.id, second.id, 'Six wrong passwords lock sign-in');
		const next = FILE.replace('my shelf follows me', 'my books follow me').replace(
			'with a valid password',
			'with a right password',
		);
		const plan = world.import(next);
		const after = world.story('Sign in with email');
		expect(after.narrative).toContain('my books follow me');
		expect(after.criteria).toEqual([
			{ id: before.criteria[0]?.id, text: 'A reader with a right password reaches their shelf' },
			{ id: second.id, text: 'Six wrong passwords lock sign-in' },
		]);
		const changed = plan.pieces.find(({ draft }) => draft.title === after.title);
		expect(changed).toMatchObject({ outcome: 'update', matchedBy: 'source', needsLook: false });
		expect(changed?.changes.map(({ field }) => field)).toEqual(['narrative', 'criterion']);
	});

	test('[IP6] what both changed is a conflict: both stay visible, unless a person chooses', () => {
		const settle = (how: 'both' | 'keep' | 'take' | undefined) => {
			const world = createImportWorld();
			world.import(FILE);
			const { id } = world.story('Lend a book');
			world.setNarrative(id, 'Ours.');
			const next = FILE.replace('so that a friend reads it', 'so that it is read');
			const plan = world.import(next, { 'words:lend a book': how && { settle: how } });
			const piece = plan.pieces.find(({ draft }) => draft.title === 'Lend a book');
			expect(piece).toMatchObject({ outcome: 'conflict', needsLook: true });
			const again = world.import(next);
			expect(again.pieces.every(({ outcome }) => outcome === 'same')).toBe(true);
			return world.story('Lend a book').narrative;
		};
		const theirs = 'As a reader, I want to lend a book, so that it is read.';
		expect(settle(undefined)).toBe(`Ours.\n\n${theirs}`);
		expect(settle('both')).toBe(`Ours.\n\n${theirs}`);
		expect(settle('keep')).toBe('Ours.');
		expect(settle('take')).toBe(theirs);
	});

	test('[IP7] a Story that was renamed in the file is the same Story, with the same criteria', () => {
		const world = createImportWorld();
		world.import(FILE);
		const before = world.story('Lend a book');
		world.import(FILE.replace('## Lend a book', '## Lend a book to a friend'));
		const after = world.story('Lend a book to a friend');
		expect(after).toEqual({ ...before, title: 'Lend a book to a friend' });
		expect(world.stories()).toHaveLength(2);
	});

	test('[IP7] a name that a renamed Story gave up is free for another one', () => {
		const world = createImportWorld();
		world.import(FILE);
		const before = world.story('Lend a book').id;
		const renamed = FILE.replace('## Lend a book', '## Lend a book to a friend');
		world.import(renamed);
		const other =
			'## Lend a book\n\nAs a librarian, I want to lend a book, so that it is read.\n\n';
		const list = '**Acceptance Criteria**\n\n- A lent book is not on the shelf\n\n';
		world.import(renamed.replace('## Metrics', `${other}${list}## Metrics`));
		expect(world.story('Lend a book to a friend').id).toBe(before);
		expect(world.stories()).toHaveLength(3);
	});

	test('[IP8] what was taken out here stays out, and comes back only when it is wanted', () => {
		const world = createImportWorld();
		world.import(FILE);
		world.remove(world.story('Lend a book').id);
		const plan = world.import(FILE);
		expect(plan.pieces.at(-1)).toMatchObject({ outcome: 'deleted', needsLook: false });
		expect(world.stories()).toHaveLength(1);
		world.import(FILE, { 'words:lend a book': { settle: 'take' } });
		expect(world.stories()).toHaveLength(2);
	});

	test('[IP9] what went from the file stays here and is named', () => {
		const world = createImportWorld();
		world.import(FILE);
		const { id } = world.story('Lend a book');
		const plan = world.import(FILE.slice(0, FILE.indexOf('## Lend a book')));
		expect(plan.gone).toEqual([id]);
		expect(world.stories()).toHaveLength(2);
	});

	test('[IP10] a new Story of a file comes after the one that it follows there', () => {
		const world = createImportWorld();
		world.import(FILE);
		world.import('## Close the shop\n\nAs an owner, I want to close.\n', {}, 'other.md');
		world.import(
			FILE.replace('## Metrics', '## Sign out\n\nAs a reader, I want to go.\n\n## Metrics'),
		);
		expect(world.shown().filter((line) => line.startsWith('story'))).toEqual([
			'story Sign in with email',
			'story Sign out',
			'story Lend a book',
			'story Close the shop',
		]);
	});
});
