import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { absorbContexts, absorbStories } from '#shared/doc/absorb.ts';
import { type ContextsDoc, openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { removeComponent, updateComponent } from '#shared/doc/edits/components.ts';
import { linkStory } from '#shared/doc/edits/contexts.ts';
import {
	moveCriteria,
	moveCriterion,
	removeCriterion,
	setCriterion,
} from '#shared/doc/edits/criteria.ts';
import { seedOf } from '#shared/doc/seed.ts';
import { readStories, type StoriesDoc } from '#shared/doc/stories-doc.ts';
import { ada, docOf } from '#test/unit/doc/shop-document.ts';

const MAP = `# Map

## Accounts <!-- cx_aaaaaaaaaa -->
**Type**: domain
**Entity**: Account

### Components
| Component | Type | Code |
|---|---|---|
| Session | module | src/session.ts <!-- cp_aaaaaaaaaa --> |
| Lockout | module | src/lockout.ts <!-- cp_bbbbbbbbbb --> |

## Lending <!-- cx_bbbbbbbbbb -->
**Type**: domain
**Entity**: Loan
`;

const STORIES = `# Shop

## Sign in <!-- st_aaaaaaaaaa -->

As a reader.

**Acceptance Criteria**
- It works <!-- ac_aaaaaaaaaa -->
- It fails well <!-- ac_bbbbbbbbbb -->
- It locks <!-- ac_cccccccccc -->

## Sign out <!-- st_bbbbbbbbbb -->

**Acceptance Criteria**
- It ends <!-- ac_dddddddddd -->
`;

function mapOf(text: string): ContextsDoc {
	const yDoc = new Y.Doc();
	Y.applyUpdate(yDoc, seedOf('contexts', text).update);
	return openContextsDoc(yDoc);
}

describe('values of a Context that both sides changed', () => {
	test('[DC11] where they never agreed, neither replaces the other, and both are told', () => {
		const doc = mapOf(MAP);
		const next = MAP.replace('domain', 'coordination').replace('Entity**: Loan', 'Entity**: Loans');
		expect(absorbContexts(doc, '', next, [], ada)).toEqual([
			{
				artefact: 'cx_aaaaaaaaaa',
				field: 'type',
				...{ mine: 'domain', theirs: 'coordination', both: 'domain' },
			},
			{
				artefact: 'cx_bbbbbbbbbb',
				field: 'entity',
				...{ mine: 'Loan', theirs: 'Loans', both: 'Loan Loans' },
			},
		]);
		expect(readContexts(doc)[0]?.type).toBe('domain');
	});

	test('[DC11] name, type and path of a component that both changed stay, and both are told', () => {
		const doc = mapOf(MAP);
		const code = 'src/accounts/session.ts';
		updateComponent(doc, 'cx_aaaaaaaaaa', 'cp_aaaaaaaaaa', { code, type: 'service' }, ada);
		const next = MAP.replace('src/session.ts', 'lib/session.ts').replace('| Lockout', '| Lock');
		expect(absorbContexts(doc, MAP, next, [], ada)).toEqual([
			{
				artefact: 'cx_aaaaaaaaaa',
				field: 'components/cp_aaaaaaaaaa/code',
				...{ mine: code, theirs: 'lib/session.ts', both: code },
			},
		]);
		expect(readContexts(doc)[0]?.components).toEqual([
			{ id: 'cp_aaaaaaaaaa', name: 'Session', type: 'service', code },
			{ id: 'cp_bbbbbbbbbb', name: 'Lock', type: 'module', code: 'src/lockout.ts' },
		]);
	});

	test('[DC11] a component edited on one side and deleted on the other stays, and is asked about', () => {
		const row = '| Session | module | src/session.ts <!-- cp_aaaaaaaaaa --> |\n';
		const edited = mapOf(MAP);
		updateComponent(edited, 'cx_aaaaaaaaaa', 'cp_aaaaaaaaaa', { name: 'Sessions' }, ada);
		const asked = absorbContexts(edited, MAP, MAP.replace(row, ''), [], ada);
		expect(asked).toMatchObject([{ field: 'components/cp_aaaaaaaaaa', theirs: '' }]);
		expect(readContexts(edited)[0]?.components[0]?.name).toBe('Sessions');

		const deleted = mapOf(MAP);
		removeComponent(deleted, 'cx_aaaaaaaaaa', 'cp_aaaaaaaaaa', ada);
		const back = absorbContexts(deleted, MAP, MAP.replace('| Session', '| Sessions'), [], ada);
		expect(back).toMatchObject([{ field: 'components/cp_aaaaaaaaaa', mine: '' }]);
		expect(readContexts(deleted)[0]?.components[0]?.name).toBe('Sessions');
	});

	test('[DC11] a component that the file moves takes along what was edited here', () => {
		const row = '| Lockout | module | src/lockout.ts <!-- cp_bbbbbbbbbb --> |\n';
		const doc = mapOf(MAP);
		updateComponent(doc, 'cx_aaaaaaaaaa', 'cp_bbbbbbbbbb', { type: 'service' }, ada);
		const table = `\n### Components\n| Component | Type | Code |\n|---|---|---|\n${row}`;
		expect(absorbContexts(doc, MAP, MAP.replace(row, '') + table, [], ada)).toEqual([]);
		const [accounts, lending] = readContexts(doc);
		expect(accounts?.components.map(({ id }) => id)).toEqual(['cp_aaaaaaaaaa']);
		expect(lending?.components).toMatchObject([{ id: 'cp_bbbbbbbbbb', type: 'service' }]);
	});

	test('[DC11] what each side links stays linked', () => {
		const doc = mapOf(MAP);
		linkStory(doc, 'cx_aaaaaaaaaa', 'st_aaaaaaaaaa', ada);
		const stories = readStories(docOf(STORIES));
		const next = MAP.replace(
			'**Entity**: Account',
			'**Entity**: Account\n**Stories**\n- Sign out <!-- st_bbbbbbbbbb -->',
		);
		absorbContexts(doc, MAP, next, stories, ada);
		expect(readContexts(doc)[0]?.stories).toEqual(['st_aaaaaaaaaa', 'st_bbbbbbbbbb']);
	});
});

describe('criteria that both sides changed', () => {
	const criteria = (doc: StoriesDoc) =>
		readStories(doc).map((story) => story.criteria.map(({ text }) => text));

	test('[DC11] an edit in the file follows a criterion that was moved here, and the other way', () => {
		const moved = docOf(STORIES);
		const [from, to] = ['st_aaaaaaaaaa', 'st_bbbbbbbbbb'] as const;
		moveCriteria(moved, from, ['ac_bbbbbbbbbb'], to, null, ada);
		expect(
			absorbStories(moved, STORIES, STORIES.replace('fails well', 'fails gently'), ada),
		).toEqual([]);
		expect(criteria(moved)).toEqual([
			['It works', 'It locks'],
			['It fails gently', 'It ends'],
		]);

		const edited = docOf(STORIES);
		setCriterion(edited, from, 'ac_bbbbbbbbbb', 'It fails gently', ada);
		const line = '- It fails well <!-- ac_bbbbbbbbbb -->\n';
		expect(absorbStories(edited, STORIES, STORIES.replace(line, '') + line, ada)).toEqual([]);
		expect(criteria(edited)).toEqual([
			['It works', 'It locks'],
			['It ends', 'It fails gently'],
		]);
	});

	test('[DC11] a criterion deleted here and edited in the file is back, and asked about', () => {
		const doc = docOf(STORIES);
		removeCriterion(doc, 'st_aaaaaaaaaa', 'ac_bbbbbbbbbb', ada);
		const asked = absorbStories(doc, STORIES, STORIES.replace('fails well', 'fails gently'), ada);
		expect(asked).toMatchObject([{ field: 'criteria/ac_bbbbbbbbbb', mine: '' }]);
		expect(criteria(doc)[0]).toEqual(['It works', 'It fails gently', 'It locks']);
	});

	test('[DC11] an order that both changed stays as it is here, and both are told', () => {
		const doc = docOf(STORIES);
		moveCriterion(doc, 'st_aaaaaaaaaa', 'ac_cccccccccc', null, ada);
		const [first, second] = [
			'- It works <!-- ac_aaaaaaaaaa -->\n',
			'- It fails well <!-- ac_bbbbbbbbbb -->\n',
		];
		const next = STORIES.replace(first + second, second + first);
		expect(absorbStories(doc, STORIES, next, ada)).toEqual([
			{
				artefact: 'st_aaaaaaaaaa',
				field: 'criteria/order',
				mine: '1. It locks\n2. It works\n3. It fails well',
				theirs: '1. It fails well\n2. It works\n3. It locks',
				both: '',
			},
		]);
		expect(criteria(doc)[0]).toEqual(['It locks', 'It works', 'It fails well']);
	});

	test('[DC11] Stories that the file merges keep what was typed into either', () => {
		const doc = docOf(STORIES);
		setCriterion(doc, 'st_bbbbbbbbbb', 'ac_dddddddddd', 'It ends now', ada);
		const merged = STORIES.replace(
			'\n## Sign out <!-- st_bbbbbbbbbb -->\n\n**Acceptance Criteria**\n',
			'',
		);
		expect(absorbStories(doc, STORIES, merged, ada)).toEqual([]);
		expect(criteria(doc)).toEqual([['It works', 'It fails well', 'It locks', 'It ends now']]);
	});
});
