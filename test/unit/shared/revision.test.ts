import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf } from '#shared/hash.ts';
import {
	AcceptanceCriterionId,
	ComponentId,
	ContextId,
	deriveId,
	mintId,
	StoryId,
} from '#shared/id.ts';
import { canonicalProse } from '#shared/lifecycle/canonical-prose.ts';
import {
	canonicalContext,
	canonicalDesign,
	canonicalStory,
	criterionHashes,
	revisionOf,
} from '#shared/lifecycle/revision.ts';
import { story as anyStory } from '#test/unit/markdown/arbitrary-stories.ts';

const story = {
	id: StoryId.parse('st_aaaaaaaaaa'),
	title: 'Sign in',
	narrative: 'As a reader, I want in.',
	criteria: [
		{ id: AcceptanceCriterionId.parse('ac_aaaaaaaaaa'), text: 'It works' },
		{ id: AcceptanceCriterionId.parse('ac_bbbbbbbbbb'), text: 'It fails well\n- at times' },
	],
	notes: '**Priority**: 1 · **Tags**: a\n\nA word.',
};

describe('revision', { timeout: 60_000 }, () => {
	test('[RV1] is the hash of kind, version and canonical text', () => {
		const text = canonicalStory(story);
		expect(text).toBe(
			'# Sign in\n\nAs a reader, I want in.\n\n**Acceptance Criteria**\n- It works\n- It fails well\n  - at times\n\n**Notes**\n\nA word.\n',
		);
		expect(revisionOf('story', text)).toBe(hashOf(`lintel/story/1\0${text}`));
		expect(revisionOf('story', text)).toMatchInlineSnapshot(
			`"ea539282bdbac4319260261dc7b6a7bd3576ee441bf658b08f5c0522625665a8"`,
		);
	});

	test('[RV2] own ids, priority and tags change nothing; a word does', () => {
		const other = { ...story, id: StoryId.parse('st_bbbbbbbbbb'), notes: '*Tags:* b\n\nA word.' };
		const planned = { ...other, notes: 'Priority: 3\n\nA word.' };
		expect(canonicalStory(planned)).toBe(canonicalStory(story));
		expect(canonicalStory({ ...story, title: 'Sign out' })).not.toBe(canonicalStory(story));
		const context = {
			id: ContextId.parse('cx_aaaaaaaaaa'),
			name: 'Accounts',
			type: 'domain' as const,
			entity: 'Account',
			responsibilities: 'a\nb',
			dependencies: [],
			stories: [story.id],
			components: [],
			notes: '',
			unresolved: { dependencies: [], stories: [] },
		};
		const component = { id: ComponentId.parse('cp_aaaaaaaaaa'), name: 'x', type: 'y', code: 'z' };
		expect(canonicalContext({ ...context, components: [component] })).toBe(
			canonicalContext(context),
		);
		expect(canonicalContext({ ...context, entity: 'User' })).not.toBe(canonicalContext(context));
		const design = {
			id: component.id,
			component: 'x',
			type: 'y',
			context: context.id,
			criteria: [],
			body: '# x\r\n\r\nwords  \r\n',
		};
		expect(canonicalDesign({ ...design, id: ComponentId.parse('cp_bbbbbbbbbb') })).toBe(
			canonicalDesign(design),
		);
		expect(canonicalDesign({ ...design, body: '# x\n\nwords' })).toBe(canonicalDesign(design));
	});

	test('[RV3] prose reads the same whether its signs ask for the long way or not', () => {
		const words = ['', ' ', 'a  b', ' a', 'a ', '\t', '```', '``` ', '`a` ', '`\u00e9`', '\u00e9 '];
		const lines = fc.array(fc.constantFrom(...words), { maxLength: 8 });
		fc.assert(
			fc.property(lines, (some) => {
				const text = some.join('\n');
				expect(canonicalProse(some.join('\r\n'))).toBe(canonicalProse(text));
				// One that is not NFC in one place is looked at piece by piece.
				expect(canonicalProse(`${text}\ne\u0301`)).toBe(canonicalProse(`${text}\n\u00e9`));
			}),
			{ numRuns: 5_000 },
		);
	});

	test('[RV3] prose is normalised outside code and kept inside', () => {
		const decomposed = 'e\u0301';
		expect(
			canonicalProse(`\n${decomposed} \`${decomposed}\`  \r\n\`\`\`\n${decomposed}  \n\`\`\`\n\n`),
		).toBe(`\u00e9 \`${decomposed}\`\n\`\`\`\n${decomposed}  \n\`\`\``);
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(canonicalProse(canonicalProse(text))).toBe(canonicalProse(text));
			}),
		);
	});

	test('[RV4] stories that read differently differ', () => {
		const essence = (one: typeof story) => [
			one.title.split(/\s/).filter(Boolean),
			canonicalProse(one.narrative),
			one.criteria.map(({ text }) => canonicalProse(text).trim()),
		];
		fc.assert(
			fc.property(anyStory, anyStory, (a, b) => {
				const [first, second] = [
					{ ...a, notes: '' },
					{ ...b, notes: '' },
				];
				const same = JSON.stringify(essence(first)) === JSON.stringify(essence(second));
				expect(canonicalStory(first) === canonicalStory(second)).toBe(same);
			}),
		);
		const trick = { ...story, narrative: 'x\n\n**Acceptance Criteria**\n- It works', criteria: [] };
		const honest = { ...story, narrative: 'x', criteria: story.criteria.slice(0, 1) };
		expect(canonicalStory(trick)).not.toBe(canonicalStory(honest));
	});

	test('[RV5] a criterion has a hash of its own', () => {
		const [first, second] = story.criteria;
		const before = criterionHashes(story);
		const after = criterionHashes({
			...story,
			criteria: [
				{ ...story.criteria[0], id: AcceptanceCriterionId.parse('ac_aaaaaaaaaa'), text: 'New' },
				...story.criteria.slice(1),
			],
		});
		expect(after[second?.id ?? 'ac_cccccccccc']).toBe(before[second?.id ?? 'ac_cccccccccc']);
		expect(after[first?.id ?? 'ac_cccccccccc']).not.toBe(before[first?.id ?? 'ac_cccccccccc']);
	});
});

test('[ID1] ids are short, and derived ones follow from what they name', () => {
	const minted = mintId('st', (count) => new Uint8Array(count).fill(255));
	expect(minted).toBe('st_zzzzzzzzzz');
	expect(StoryId.safeParse('st_ilouilouil').success).toBe(false);
	expect(deriveId('st', '', 'Sign in', 0)).toBe('st_5eas6hfq35');
	expect(deriveId('cx', '', 'Accounts', 0)).toBe('cx_arre0vqkh3');
	expect(deriveId('st', '', 'Sign in', 1)).not.toBe(deriveId('st', '', 'Sign in', 0));
	expect(StoryId.safeParse(deriveId('st', '', 'Sign in', 0)).success).toBe(true);
});
