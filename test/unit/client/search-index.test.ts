import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SearchIndex } from '#client/state/search/search-index.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Story } from '#shared/artefact/story.ts';
import { AcceptanceCriterionId, deriveId, StoryId } from '#shared/id.ts';
import { readDesign } from '#shared/markdown/design.ts';
import { EXAMPLE } from '#shared/trace/example.ts';

const WORDS = ['reader', 'shelf', 'password', 'basket', 'invoice', 'lockout', 'session', 'email'];

test('[SR1] a slip of the finger and the beginning of a word find a story', async () => {
	const index = await indexOf(storiesOf(['Sign in with email', 'Lend a book to a friend']));
	expect(titles(index, 'emial')).toEqual(['Sign in with email']);
	expect(titles(index, 'frie')).toEqual(['Lend a book to a friend']);
	expect(titles(index, 'sign email')).toEqual(['Sign in with email']);
	expect(titles(index, 'sign friend')).toEqual([]);
});

test('[SR1] a title comes before a text, whose passage is shown', async () => {
	const [first, second] = storiesOf(['Orders', 'Invoices']).stories;
	if (!first || !second) throw new Error('Two stories were made.');
	const mentions = { ...first, narrative: 'As a clerk, I want the invoices by the month.' };
	const index = await indexOf({ stories: [mentions, second], contexts: [], designs: [] });
	const found = index.find('invoices', 10);
	expect(found.map(({ id }) => id)).toEqual([second.id, first.id]);
	expect(found[0]?.passage).toBe('');
	expect(found[1]?.passage).toContain('the invoices by the month');
});

test('[SR1] contexts are found by their components, designs by their text', async () => {
	const index = await indexOf({
		stories: EXAMPLE.stories,
		contexts: EXAMPLE.contexts,
		designs: EXAMPLE.designs.flatMap(({ markdown }) => readDesign(markdown).design ?? []),
	});
	const kinds = new Set(index.find('password', 20).map(({ id }) => id.slice(0, 2)));
	expect(kinds).toEqual(new Set(['st', 'cx', 'cp']));
});

test('[SR2] an index kept up to date finds what a fresh one finds', async () => {
	const texts = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 });
	const states = fc.array(fc.array(texts, { maxLength: 6 }), { minLength: 1, maxLength: 5 });
	await fc.assert(
		fc.asyncProperty(states, fc.constantFrom(...WORDS), async (rounds, query) => {
			const kept = new SearchIndex();
			let artefacts = storiesOf([]);
			for (const round of rounds) {
				artefacts = storiesOf(round.map((words) => words.join(' ')));
				await kept.take(artefacts, async () => {});
			}
			const fresh = await indexOf(artefacts);
			const ids = (index: SearchIndex) => index.find(query, 100).map(({ id }) => id);
			expect(new Set(ids(kept))).toEqual(new Set(ids(fresh)));
		}),
		{ numRuns: 60 },
	);
});

async function indexOf(artefacts: Artefacts): Promise<SearchIndex> {
	const index = new SearchIndex();
	await index.take(artefacts, async () => {});
	return index;
}

function titles(index: SearchIndex, query: string): string[] {
	return index.find(query, 10).map(({ id }) => known.get(id) ?? '');
}

const known = new Map<string, string>();

function storiesOf(names: readonly string[]): Artefacts {
	const stories = names.map((title, n): Story => {
		const id = StoryId.parse(deriveId('st', '', 'story', n));
		known.set(id, title);
		const criterion = AcceptanceCriterionId.parse(deriveId('ac', id, 'criterion', 0));
		const criteria = [{ id: criterion, text: 'It is kept.' }];
		return { id, title, narrative: '', criteria, notes: '' };
	});
	return { stories, contexts: [], designs: [] };
}
