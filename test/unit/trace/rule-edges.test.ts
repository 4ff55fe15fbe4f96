import { describe, expect, test } from 'vitest';
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import {
	artefactsWith,
	componentWith,
	contextWith,
	found,
	markdownOf,
	storyWith,
} from '#test/fixtures/artefacts.ts';

const HIDDEN = '\u200b';

/** The fields of which this rule finds something. */
function fieldsOf(rule: string, artefacts: ReturnType<typeof artefactsWith>) {
	return found(artefacts).flatMap((one) => (one.rule === rule ? [one.field] : []));
}

const ofContexts = (rule: string, contexts: readonly Context[]) =>
	fieldsOf(rule, artefactsWith({ contexts }));

describe('characters that nobody sees', () => {
	test.each<keyof Story>(['title', 'narrative', 'notes'])(
		'[TR8] are found in the %s of a story',
		(field) => {
			const hidden = { ...storyWith(), [field]: `As a reader, I want in, so that${HIDDEN}` };
			expect(fieldsOf('hidden-characters', artefactsWith({ stories: [hidden] }))).toEqual([field]);
		},
	);

	test('[TR8] are found in a criterion', () => {
		const story = storyWith({ says: ['It opens', `It shuts${HIDDEN}`] });
		expect(fieldsOf('hidden-characters', artefactsWith({ stories: [story] }))).toEqual([
			`criteria/${story.criteria[1]?.id}`,
		]);
	});

	test.each<keyof Context>(['name', 'entity', 'responsibilities', 'notes'])(
		'[TR8] are found in the %s of a context',
		(field) => {
			const hidden = { ...contextWith(), [field]: `Shelf${HIDDEN}` };
			expect(ofContexts('hidden-characters', [hidden])).toEqual([field]);
		},
	);

	test.each(['name', 'type', 'code'])('[TR8] are found in the %s of a component', (field) => {
		const hidden = { ...componentWith(), [field]: `shelf${HIDDEN}` };
		const contexts = [contextWith({ components: [componentWith(), hidden] })];
		expect(ofContexts('hidden-characters', contexts)).toEqual([`components/${hidden.id}`]);
	});

	test.each([
		['component', { name: `Shelf${HIDDEN}` }, ''],
		['type', { type: `module${HIDDEN}` }, ''],
		['body', {}, HIDDEN],
	])('[TR8] are found in the %s of a design', (field, change, words) => {
		const component = componentWith(change);
		const text = markdownOf(component, contextWith(), `# Shelf\n\nWords${words}.\n`);
		expect(fieldsOf('hidden-characters', artefactsWith({}, [text]))).toEqual([field]);
	});
});

describe('criteria', () => {
	test('[TR1] that are empty are told beside others, and not where there is none', () => {
		const story = storyWith({ says: ['It opens', ' '] });
		expect(fieldsOf('criterion-empty', artefactsWith({ stories: [story] }))).toEqual([
			`criteria/${story.criteria[1]?.id}`,
		]);
		const empty = storyWith({ says: ['', ' '] });
		expect(fieldsOf('criterion-empty', artefactsWith({ stories: [empty] }))).toEqual([]);
	});
});

describe('contexts', () => {
	test('[TR2] satisfy neither a single story nor seven', () => {
		const sizes = [0, 1, 2, 6, 7].map((count) => {
			const stories = Array.from({ length: count }, () => storyWith());
			const contexts = [contextWith({ stories: stories.map(({ id }) => id) })];
			return fieldsOf('context-size', artefactsWith({ stories, contexts })).length;
		});
		expect(sizes).toEqual([0, 1, 0, 0, 1]);
	});

	test('[TR2] stand alone only where they satisfy no story and no other depends on them', () => {
		const story = storyWith();
		const orphans = (change: Partial<Context>, others: readonly Context[] = []) =>
			found(artefactsWith({ stories: [story], contexts: [contextWith(change), ...others] }))
				.filter(({ rule }) => rule === 'context-orphan')
				.map(({ message }) => message);
		const shelf = contextWith({ name: 'Shelf' });
		const aloneSaid = (name: string) => `${name} satisfies no story, and nothing depends on it.`;
		expect(orphans(shelf)).toEqual([aloneSaid('Shelf')]);
		expect(orphans({ ...shelf, stories: [story.id] })).toEqual([]);
		const toBeResolved = { stories: ['Put a book'], dependencies: [] };
		expect(orphans({ ...shelf, unresolved: toBeResolved })).toEqual([]);
		const user = contextWith({ name: 'Till', dependencies: [shelf.id] });
		expect(orphans(shelf, [user])).toEqual([aloneSaid('Till')]);
	});

	test('[VA11] own an entity alone only where they are domains, and an entity has a name', () => {
		const twice = (one: Partial<Context>, other: Partial<Context>) =>
			ofContexts('entity-owned-twice', [contextWith(one), contextWith(other)]);
		const book = { entity: 'Book' };
		expect(twice(book, { entity: ' book ' })).toEqual(['entity']);
		expect(twice(book, { ...book, type: 'coordination' })).toEqual([]);
		expect(twice({ entity: ' ' }, { entity: ' ' })).toEqual([]);
	});

	test('[VA11] share no code path, and none is no path', () => {
		const twice = (one: string, other: string) => {
			const components = [one, other].map((code) => componentWith({ code }));
			return ofContexts('code-path-twice', [contextWith({ components })]).length;
		};
		expect(twice('src/a.ts', ' src/a.ts ')).toBe(1);
		expect(twice('src/a.ts', 'src/b.ts')).toBe(0);
		expect(twice('', ' ')).toBe(0);
	});

	test('[VA11] lie in no other by their names, whatever parts them', () => {
		const nested = (...names: readonly string[]) =>
			ofContexts(
				'context-nested',
				names.map((name) => contextWith({ name })),
			).length;
		for (const name of ['Shop.Till', 'shop / Till', 'SHOP::Till', ' Shop > Till', 'Shop → Till']) {
			expect([name, nested('Shop', name)]).toEqual([name, 1]);
		}
		expect(nested(' Shop', 'Shop.Till.Drawer')).toBe(1);
		expect(nested('Shop.Till', 'Shop.Till.Drawer')).toBe(1);
		expect(nested('Shop', 'Shopping', 'Till')).toBe(0);
		expect(nested('Till', 'Till')).toBe(0);
		// One that nobody has named yet.
		expect(nested('', 'Till')).toBe(0);
		expect(nested(' ', 'Till')).toBe(0);
	});
});
