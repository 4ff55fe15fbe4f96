import { expect, test } from 'vitest';
import { readStories } from '#shared/markdown/stories.ts';
import { createImportWorld } from '#test/unit/import/import-world.ts';

const FILE = `## Sign in

As a reader, I want to sign in.

- It works

## Sign out

As a reader, I want to sign out.

- It ends the session

## Metrics

We count readers.
`;

test('[IP11] a piece is read as it was chosen, and again so without choosing', () => {
	const world = createImportWorld();
	const choices = {
		'words:sign in': { as: 'text' },
		'words:sign out': { as: 'skip' },
		'words:metrics': { as: 'story' },
	} as const;
	world.import(FILE, choices);
	expect(world.stories().map(({ title, narrative }) => `${title}: ${narrative}`)).toEqual([
		'Metrics: We count readers.',
	]);
	expect(world.shown()[0]).toContain('text');
	const before = world.state();
	const plan = world.import(FILE);
	expect(plan.pieces.map(({ outcome }) => outcome)).toEqual(['same', 'left-out', 'same']);
	expect(world.state()).toBe(before);
});

test('[IP11] a piece that is joined to the one before loses nothing', () => {
	const world = createImportWorld();
	const join = { 'words:sign out': { joined: true }, 'words:metrics': { joined: true } };
	world.import(FILE, join);
	const [story, ...others] = world.stories();
	expect(others).toEqual([]);
	expect(story?.criteria.map(({ text }) => text)).toEqual(['It works', 'It ends the session']);
	expect(story?.narrative).toBe(
		'As a reader, I want to sign in.\n\nSign out\n\nAs a reader, I want to sign out.\n\n' +
			'Metrics\n\nWe count readers.',
	);
	const before = world.state();
	world.import(FILE);
	expect(world.state()).toBe(before);
});

test('[IP13] a Story that is kept as text is text to whoever reads the stories file', () => {
	const world = createImportWorld();
	world.import(FILE, { 'words:sign out': { as: 'text' } });
	const { blocks } = readStories(world.file());
	expect(blocks.map(({ kind }) => kind)).toEqual(['story', 'text']);
	expect(world.file()).toContain('> ## Sign out');
});

test('[IP14] two files of one name, and two Stories of one title, stay apart', () => {
	const world = createImportWorld();
	world.import(FILE, {}, 'spec.md');
	world.import(
		'## Sign in\n\nAs a guard, I want to unlock kiosks.\n\n- A badge opens it\n',
		{},
		'spec.md',
	);
	expect(world.stories().map(({ narrative }) => narrative)).toEqual([
		'As a reader, I want to sign in.',
		'As a reader, I want to sign out.',
		'As a guard, I want to unlock kiosks.',
	]);
});

test('[IP12] words that were written here stay, where nobody remembers what the file was', () => {
	const world = createImportWorld();
	world.import(FILE, {}, 'first.md');
	const story = world.story('Sign in');
	const differing = FILE.replace('- It works', '- It works well\n- It is quick');
	const plan = world.import(differing, {}, 'second.md');
	expect(plan.pieces[0]).toMatchObject({ outcome: 'conflict', matchedBy: 'title' });
	expect(world.story('Sign in').criteria.map(({ text }) => text)).toContain('It works');
	expect(world.story('Sign in').id).toBe(story.id);
});

test('[IP5] criteria that moved in the file move here', () => {
	const world = createImportWorld();
	const file = (criteria: readonly string[]) =>
		`## Sign in\n\nAs a reader, I want to sign in.\n\n${criteria.map((one) => `- ${one}`).join('\n')}\n`;
	world.import(file(['One comes first', 'Two comes next', 'Three comes last']));
	const [one, two, three] = world.story('Sign in').criteria;
	world.import(file(['Three comes last', 'One comes first', 'Two comes next']));
	expect(world.story('Sign in').criteria).toEqual([three, one, two]);
});

test('[IP5] a criterion that went from the file goes, one that was added here stays', () => {
	const world = createImportWorld();
	const file = (criteria: readonly string[]) =>
		`## Sign in\n\nAs a reader, I want to sign in.\n\n${criteria.map((one) => `- ${one}`).join('\n')}\n`;
	world.import(file(['One', 'Two', 'Three']));
	const { id, criteria } = world.story('Sign in');
	world.addCriterion(id, 'Ours');
	const plan = world.import(file(['One', 'Three']));
	expect(plan.pieces[0]?.outcome).toBe('update');
	expect(world.story('Sign in').criteria.map(({ text }) => text)).toEqual(['One', 'Three', 'Ours']);
	expect(world.story('Sign in').criteria[1]?.id).toBe(criteria[2]?.id);
});
