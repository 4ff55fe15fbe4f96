import { describe, expect, test } from 'vitest';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { AcceptanceCriterionId, ComponentId, ContextId, StoryId } from '#shared/id.ts';
import { check } from '#shared/trace/checker.ts';
import { createReferenceResolver, referenceTargets } from '#shared/trace/reference-targets.ts';
import { printReference, referencesIn } from '#shared/trace/references.ts';

const STORY = StoryId.parse('st_0000000001');
const CRITERION = AcceptanceCriterionId.parse('ac_0000000001');
const ACCOUNTS = ContextId.parse('cx_0000000001');
const SESSION = ComponentId.parse('cp_0000000001');

function shop(body = '', change: { title?: string } = {}): Artefacts {
	const context = {
		id: ACCOUNTS,
		name: 'Accounts',
		type: 'domain' as const,
		entity: 'Account',
		responsibilities: 'Sign-in.',
		dependencies: [],
		stories: [STORY],
		components: [{ id: SESSION, name: 'Session', type: 'module', code: 'src/session.ts' }],
		notes: '',
		unresolved: { dependencies: [], stories: [] },
	};
	const criteria = [{ id: CRITERION, text: 'It opens the shelf' }];
	const story = { id: STORY, title: change.title ?? 'Sign in', narrative: '', criteria, notes: '' };
	const about = { component: 'Session', type: 'module', context: ACCOUNTS, criteria: [] };
	return { stories: [story], contexts: [context], designs: [{ id: SESSION, ...about, body }] };
}

function meaning(text: string, artefacts = shop()) {
	const resolve = createReferenceResolver(referenceTargets(artefacts));
	return referencesIn(text).map((reference) => {
		const target = resolve(reference);
		return target === null || target === 'ambiguous' ? target : target.id;
	});
}

describe('references', () => {
	test('[RF1] an id says what is meant, through a renaming; a name does where there is none', () => {
		const text = `See [[Sign in]]<!-- ${STORY} --> and [[Sign in]].`;
		expect(meaning(text)).toEqual([STORY, STORY]);
		expect(meaning(text, shop('', { title: 'Enter' }))).toEqual([STORY, null]);
		expect(meaning('[[Sign in]]<!-- st_000000000z -->')).toEqual([STORY]);
	});

	test('[RF2] components and criteria are named within what they stand in', () => {
		const names = '[[Accounts.Session]] [[session]] [[ACCOUNTS]] [[Sign in  > it opens the shelf]]';
		expect(meaning(names)).toEqual([SESSION, SESSION, ACCOUNTS, CRITERION]);
	});

	test('[RF3] code holds no reference, and offsets are those of the text', () => {
		const text = '```ts\n[[Session]]\n```\n`[[Session]]` or ``[[Session]]``, [[Session]]\r\nend';
		const [only, ...rest] = referencesIn(text);
		expect(rest).toEqual([]);
		expect(text.slice(only?.from, only?.to)).toBe('[[Session]]');
	});

	test('[RF1] what is printed reads back, whatever the title holds', () => {
		for (const title of ['Sign in', 'A [b] ]] c\nd', '', 'x'.repeat(500), '> <!-- no -->']) {
			const [read, ...rest] = referencesIn(`a ${printReference(title, STORY)} b`);
			expect(rest).toEqual([]);
			expect(read?.id).toBe(STORY);
		}
	});

	test('[RF4] a reference that means nothing or several things is a Finding with its line', () => {
		const artefacts = shop('# Session\n\nSee [[Nowhere]] and [[Session]].\n[[Sign in]]\n');
		const twice = { ...artefacts, stories: [...artefacts.stories, ...artefacts.stories] };
		const found = (those: Artefacts) =>
			check(those)
				.filter(({ rule }) => rule === 'reference-unresolved')
				.map(({ line, message }) => `${line} ${message}`);
		expect(found(artefacts)).toEqual(['3 Session refers to “Nowhere”, and nothing is called so.']);
		expect(found(twice)).toContain(
			'4 Session refers to “Sign in”, and several things are called so.',
		);
	});

	test('[RF3] a mebibyte of brackets is read in one go', () => {
		expect(referencesIn('[['.repeat(2 ** 19))).toEqual([]);
		expect(referencesIn('`'.repeat(2 ** 20))).toEqual([]);
		expect(referencesIn('[[a]] `` ` '.repeat(2 ** 16)).length).toBeGreaterThan(0);
	});
});
