import { describe, expect, test } from 'vitest';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { readDesign } from '#shared/markdown/design.ts';
import type { ArtefactChange } from '#shared/trace/fixes/fixer.ts';
import { quickFixesFor } from '#shared/trace/quick-fixes.ts';
import {
	artefactsWith,
	componentWith,
	contextWith,
	found,
	markdownOf,
	storyWith,
	TYPESCRIPT,
} from '#test/fixtures/artefacts.ts';

type Made = ReturnType<typeof artefactsWith>;

/** The artefacts after the change. */
function after(artefacts: Made, change: ArtefactChange): Made {
	const replaced = (one: { readonly id: string }, next: { readonly id: string }) =>
		one.id === next.id;
	const parts: Pick<Artefacts, 'stories' | 'contexts'> = {
		stories: artefacts.stories.map((one) =>
			change.kind === 'story' && replaced(one, change.story) ? change.story : one,
		),
		contexts: artefacts.contexts.map((one) =>
			change.kind === 'context' && replaced(one, change.context) ? change.context : one,
		),
	};
	const texts = [...artefacts.texts].map(([id, text]) =>
		change.kind === 'design' && change.id === id ? change.markdown : text,
	);
	return artefactsWith(parts, texts);
}

/** The fixes of every Finding of the rule, each seen to settle its Finding. */
function fixesOf(artefacts: Made, rule: string): string[] {
	const designText = (id: string) => artefacts.texts.get(id) ?? '';
	const about = (these: Made) => found(these).filter((finding) => finding.rule === rule);
	return about(artefacts).flatMap((finding) =>
		quickFixesFor(finding, { artefacts, designText }, TYPESCRIPT).map(({ title, change }) => {
			const left = about(after(artefacts, change)).length;
			expect([title, left]).toEqual([title, about(artefacts).length - 1]);
			return title;
		}),
	);
}

describe('stories and contexts', () => {
	const accounts = contextWith({ name: 'Accounts', responsibilities: 'Sign-in and sessions.' });
	const shelves = contextWith({
		name: 'Shelves',
		responsibilities: 'Which reader has which books.',
	});

	test('[VA14] a criterion that says the same, or nothing, is removed', () => {
		const stories = [storyWith({ says: ['It opens', 'it opens.'] })];
		expect(fixesOf(artefactsWith({ stories }), 'same-criterion')).toEqual([
			'Remove this criterion',
		]);
		const begun = [storyWith({ says: ['It opens', ' '] })];
		expect(fixesOf(artefactsWith({ stories: begun }), 'criterion-empty')).toHaveLength(1);
	});

	test('[VA14] hidden characters go, and nothing else', () => {
		const stories = [storyWith({ title: 'Sign\u200B in', says: ['It\u2066 opens'] })];
		const artefacts = artefactsWith({ stories });
		expect(fixesOf(artefacts, 'hidden-characters')).toHaveLength(2);
		const [finding] = found(artefacts).filter(({ rule }) => rule === 'hidden-characters');
		const fixes =
			finding && quickFixesFor(finding, { artefacts, designText: () => '' }, TYPESCRIPT);
		expect(fixes?.map(({ change }) => change.kind === 'story' && change.story.title)).toEqual([
			'Sign in',
		]);
	});

	test('[VA14] an unmapped story is linked to the context that its words fit best', () => {
		const stories = [storyWith({ title: 'Put a book on my shelf', narrative: 'As a reader …' })];
		expect(
			fixesOf(artefactsWith({ stories, contexts: [accounts, shelves] }), 'story-unmapped')[0],
		).toBe('Link it to Shelves');
		const both = [accounts, shelves].map((one) => ({
			...one,
			stories: stories.map(({ id }) => id),
		}));
		expect(fixesOf(artefactsWith({ stories, contexts: both }), 'story-mapped-twice')).toEqual([
			'Take it from Accounts',
			'Take it from Shelves',
		]);
	});

	test('[VA14] contexts: type, entity, dependencies, names, types of components', () => {
		const cases: [string, ReturnType<typeof contextWith>[], number][] = [
			['coordination-owns', [contextWith({ type: 'coordination' })], 2],
			['domain-without-entity', [contextWith({ entity: '' })], 1],
			['entity-owned-twice', [contextWith({ entity: 'A' }), contextWith({ entity: 'A' })], 1],
			['domain-dependency', [accounts, contextWith({ dependencies: [accounts.id] })], 1],
			[
				'name-unresolved',
				[contextWith({ unresolved: { dependencies: ['Gone'], stories: [] } })],
				1,
			],
			[
				'component-type-unknown',
				[contextWith({ components: [componentWith({ type: 'servise' })] })],
				2,
			],
		];
		for (const [rule, contexts, fixes] of cases) {
			expect([rule, fixesOf(artefactsWith({ contexts }), rule).length]).toEqual([rule, fixes]);
		}
		const unused = contextWith({ name: 'Mail', dependencies: [accounts.id] });
		const artefacts = artefactsWith({ contexts: [accounts, unused] });
		const piece = { artefacts, designText: () => '' };
		const [drift] = found(artefactsWith({ contexts: [accounts, { ...unused, entity: '' }] }));
		if (drift === undefined) throw new Error('There is a finding.');
		const field = `dependencies/${accounts.id}`;
		const finding = { ...drift, rule: 'dependency-unused', artefact: unused.id, field };
		expect(quickFixesFor(finding, piece, TYPESCRIPT)).toEqual([
			{
				title: 'Remove the dependency on Accounts',
				change: { kind: 'context', context: { ...unused, dependencies: [] } },
			},
		]);
		const [a, b] = [contextWith(), contextWith()];
		const circle = [
			{ ...a, dependencies: [b.id] },
			{ ...b, dependencies: [a.id] },
		];
		expect(fixesOf(artefactsWith({ contexts: circle }), 'context-cycle')).toHaveLength(1);
	});
});

describe('designs', () => {
	const session = componentWith({ name: 'Session', type: 'service', code: 'src/session.ts' });
	const shelf = componentWith({ name: 'Shelf', type: 'service', code: 'src/shelf.ts' });
	const accounts = contextWith({ name: 'Accounts', components: [session] });
	const shelves = contextWith({ name: 'Shelves', components: [shelf] });
	const BODY = '# Session\n\n## Purpose\n\nWhy.\n\n## Execution Flow\n\n- Look.\n- Leave.\n';
	const made = (body: string, criteria: readonly string[] = []) =>
		artefactsWith({ stories: [storyWith()], contexts: [accounts, shelves] }, [
			markdownOf(session, accounts, body, criteria),
		]);
	const textAfter = (artefacts: Made, rule: string, title: string): string => {
		const designText = (id: string) => artefacts.texts.get(id) ?? '';
		const fixes = found(artefacts)
			.filter((one) => one.rule === rule)
			.flatMap((one) => quickFixesFor(one, { artefacts, designText }, TYPESCRIPT));
		const change = fixes.find((one) => one.title === title)?.change;
		return change?.kind === 'design' ? (readDesign(change.markdown).design?.body ?? '') : '';
	};

	test('[VA14] a missing section is inserted at its place, with its hint', () => {
		expect(fixesOf(made(BODY), 'section-missing')).toEqual([
			'Insert the section “Public API”',
			'Insert the section “Test Assertions”',
		]);
		const api = textAfter(made(BODY), 'section-missing', 'Insert the section “Public API”');
		expect(api).toMatch(/Why\.\n\n## Public API\n\n<!-- hint: [^\n]+ -->\n\n## Execution Flow\n/);
		const tests = textAfter(made(BODY), 'section-missing', 'Insert the section “Test Assertions”');
		expect(tests).toMatch(/- Leave\.\n\n## Test Assertions\n\n<!-- hint: [^\n]+ -->\n$/);
		const crlf = made(BODY.replaceAll('\n', '\r\n'));
		const windows = textAfter(crlf, 'section-missing', 'Insert the section “Public API”');
		expect(windows).toContain('\r\n## Public API\r\n');
		expect(windows.replaceAll('\r\n', '')).not.toContain('\n');
	});

	test('[VA14] a heading that was meant is renamed', () => {
		const artefacts = made(BODY.replace('## Purpose', '## Purposse'));
		expect(fixesOf(artefacts, 'section-missing')[0]).toBe('Rename “Purposse” to “Purpose”');
	});

	test('[VA14] steps are numbered, hints and sections removed, headings named', () => {
		expect(textAfter(made(BODY), 'section-content', 'Number the steps')).toContain(
			'1. Look.\n2. Leave.\n',
		);
		const hinted = BODY.replace('Why.', '<!-- hint: Why? -->\n\nWhy.');
		expect(textAfter(made(hinted), 'hint-left', 'Remove it')).toBe(BODY);
		const again = made(`${BODY}\n## Purpose\n\n`);
		expect(textAfter(again, 'section-repeated', 'Remove the section “Purpose”')).toBe(`${BODY}\n`);
		expect(fixesOf(made(BODY.replace('# Session', '# Login')), 'design-title')).toEqual([
			'Change it to “Session”',
		]);
		expect(fixesOf(made(`${BODY}\n# More\n`), 'design-title')).toEqual(['Make it a section']);
		expect(fixesOf(made(BODY.replace('# Session\n\n', '')), 'design-title')).toEqual([
			'Begin with “Session”',
		]);
	});

	test('[VA14] front matter follows the map, criteria that are gone go', () => {
		const wrong = artefactsWith({ contexts: [accounts] }, [
			markdownOf({ ...session, name: 'Login' }, accounts, BODY),
		]);
		expect(fixesOf(wrong, 'design-disagrees')).toEqual([
			'Let the front matter say what the map says',
		]);
		expect(fixesOf(made(BODY, ['ac_zzzzzzzzzz']), 'criterion-unknown')).toEqual([
			'Remove it from the front matter',
		]);
	});

	test('[VA14] a dependency gets the name that was meant, or its line in the map', () => {
		expect(fixesOf(made(`${BODY}\n## Dependencies\n\n- Shelvs\n`), 'dependency-unknown')).toEqual([
			'Change it to “Shelves”',
		]);
		expect(
			fixesOf(made(`${BODY}\n## Dependencies\n\n- \`Shelf\`: keeps\n`), 'dependency-off-map'),
		).toEqual(['Let Accounts depend on Shelves in the map']);
	});
});
