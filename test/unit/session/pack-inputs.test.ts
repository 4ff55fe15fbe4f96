import { describe, expect, test } from 'vitest';
import { AcceptanceCriterionId, type ArtefactId } from '#shared/id.ts';
import { canonicalStory } from '#shared/lifecycle/revision.ts';
import { assemblePack } from '#shared/session/pack/assemble-pack.ts';
import type { PackAbout, PackSource } from '#shared/session/pack/pack-source.ts';
import { packText } from '#shared/session/pack/pack-text.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { componentWith, storyWith } from '#test/fixtures/artefacts.ts';
import { aboutStep, bookshop, sourceOf } from '#test/fixtures/pack-world.ts';

const MUCH = 100_000;

function partsOf(source: PackSource, about: PackAbout, input: string) {
	return assemblePack(source, about, MUCH).parts.filter((part) => part.input === input);
}

describe('neighbours', () => {
	test('[CP5] are of the same context and of those that the map allows, by their signatures alone', () => {
		const { artefacts, ids } = bookshop({ uses: 'Lockout and Shelf' });
		const about = aboutStep('component-code', 'code', ids.session);
		const parts = partsOf(sourceOf(artefacts), about, 'neighbours');
		expect(parts.map(({ artefact }) => artefact)).toEqual([ids.lockout, ids.shelf]);
		const text = parts.map((part) => part.text).join('\n');
		expect(text).toContain('shelfOf(reader)');
		expect(text).not.toContain('Secret thoughts');
		expect(text).not.toContain('sell(book)');
	});

	test('[CP5] what the map allows is what people approved of it', () => {
		const { artefacts, ids, accounts, sales } = bookshop({ uses: 'Lockout and Shelf' });
		const wider = { ...accounts, dependencies: [...accounts.dependencies, sales.id] };
		const contexts = artefacts.contexts.map((one) => (one.id === accounts.id ? wider : one));
		const approved = new Map<ArtefactId, { kind: 'context'; context: typeof accounts }>([
			[accounts.id, { kind: 'context', context: accounts }],
		]);
		const source = sourceOf({ ...artefacts, contexts }, { approved });
		const about = aboutStep('component-code', 'code', ids.session);
		expect(partsOf(source, about, 'neighbours').map(({ artefact }) => artefact)).toEqual([
			...[ids.lockout, ids.shelf],
		]);
	});

	test('[CP5] what their code declares is shown beside it, and alone where there is no design', () => {
		const { artefacts, ids } = bookshop({ uses: 'Lockout and Shelf' });
		const designs = artefacts.designs.filter(({ id }) => id !== ids.shelf);
		const declaredIn = (id: ArtefactId) =>
			id === ids.lockout ? [] : ['shelfOf(reader: Reader): Shelf'];
		const source = sourceOf({ ...artefacts, designs }, { declaredIn });
		const parts = partsOf(source, aboutStep('component-code', 'code', ids.session), 'neighbours');
		expect(parts.find(({ artefact }) => artefact === ids.shelf)).toMatchObject({
			standing: 'data',
			note: 'It has no design: what follows is its code.',
			text: expect.stringContaining('shelfOf(reader: Reader): Shelf'),
		});
	});

	test('[CP5] those that the design does not name are named, and no more', () => {
		const { artefacts, ids } = bookshop({ uses: 'Lockout until Shelfmark' });
		const about = aboutStep('component-code', 'code', ids.session);
		const parts = partsOf(sourceOf(artefacts), about, 'neighbours');
		expect(parts.map(({ artefact }) => artefact)).toEqual([ids.lockout, null]);
		expect(parts[1]?.text).toBe(`- Shelf (${ids.shelf}) of Shelves`);
	});
});

describe('criteria', () => {
	test('[CP7] come with the stories that hold them, by id, and those served are marked', () => {
		const { artefacts, ids, signIn, lend } = bookshop();
		const [first, second] = signIn.criteria;
		const about = aboutStep('component-tests', 'tests', ids.session);
		const parts = partsOf(sourceOf(artefacts), about, 'stories');
		expect(parts.map(({ artefact }) => artefact)).toEqual([signIn.id]);
		expect(parts[0]?.text).toContain(`[${first?.id}, served here] A valid password`);
		expect(parts[0]?.text).toContain(`[${second?.id}] Five wrong ones`);
		expect(parts[0]?.text).not.toContain(lend.title);
	});

	test('[CP7] a design that serves none yet gets those of its context', () => {
		const { artefacts, lend, ids } = bookshop();
		const about = aboutStep('component-design', 'design', ids.shelf);
		expect(partsOf(sourceOf(artefacts), about, 'stories')[0]?.artefact).toBe(lend.id);
	});

	test('[CP7] a step that writes tests is shown how a test names one, in the preset’s language', () => {
		const { artefacts, ids } = bookshop();
		const about = aboutStep('component-tests', 'tests', ids.session);
		const words = (preset: string) => {
			const source = sourceOf(artefacts, { conventions: conventionsOf({ preset }) });
			return packText(assemblePack(source, about, MUCH));
		};
		expect(words('typescript')).toContain('[ac_0123456789]');
		expect(words('phoenix')).toContain('@tag covers: "ac_0123456789"');
		const code = aboutStep('component-code', 'code', ids.session);
		expect(packText(assemblePack(sourceOf(artefacts), code, MUCH))).not.toContain('ac_0123456789');
		expect(AcceptanceCriterionId.safeParse('ac_0123456789').success).toBe(true);
	});

	test('[CP7] a map is drawn from stories that no context has; of the others the titles are enough', () => {
		const { artefacts, lend } = bookshop();
		const open = storyWith({ title: 'Sell a book', says: ['Money changes hands'] });
		const all = { ...artefacts, stories: [...artefacts.stories, open] };
		const parts = partsOf(sourceOf(all), aboutStep('context-mapping', 'map', null), 'stories');
		expect(parts[0]).toMatchObject({ artefact: open.id });
		expect(parts[0]?.text).toContain('Money changes hands');
		expect(parts[1]?.text).toContain(lend.title);
		expect(parts[1]?.text).not.toContain('A book is lent once');
	});
});

describe('what happened so far', () => {
	test('[CP8] a change comes with both texts, and whom it shook', () => {
		const { artefacts, ids, signIn, accounts } = bookshop();
		const to = canonicalStory({ ...signIn, narrative: 'As a writer, I want in.' });
		const change = {
			artefact: signIn.id,
			suspects: [accounts.id, ids.session],
			how: 'approved' as const,
		};
		const source = sourceOf(artefacts, {
			changesAbove: () => [{ ...change, from: canonicalStory(signIn), to }],
		});
		const about = aboutStep('change', 'propose', signIn.id);
		const [part] = partsOf(source, about, 'changes');
		expect(part?.text).toContain(
			'- As a reader, I want in, so that I can read.\n+ As a writer, I want in.',
		);
		expect(part?.note).toContain(`${accounts.id}, ${ids.session}`);
		const shaken = partsOf(source, about, 'designs').map(({ artefact }) => artefact);
		expect(shaken).toEqual([accounts.id, ids.session]);
	});

	test('[CP8] earlier outputs, rejected attempts with their reasons, notes and answers follow', () => {
		const { artefacts, ids } = bookshop();
		const step = { output: null, rejected: [], notes: [], questions: [] };
		const about = aboutStep('component-code', 'code', ids.session, {
			earlier: [
				{ ...step, name: 'before', title: 'Before', output: '{"summary":"done"}' },
				{
					...{ ...step, name: 'code', title: 'Write the code file', notes: ['Mind the clock.'] },
					rejected: [{ output: '{"files":["x"]}', reason: 'Three tests fail.' }],
					questions: [{ question: 'Which clock?', answer: 'The wall’s.' }],
				},
			],
		});
		const text = partsOf(sourceOf(artefacts), about, 'earlier')
			.map((part) => part.text)
			.join('\n');
		for (const words of ['"done"', 'Three tests fail.', 'Mind the clock.', 'Answer: The wall’s.']) {
			expect(text).toContain(words);
		}
	});

	test('[CP8] files are shown as they are, and those that are not there are said to be missing', () => {
		const { artefacts, ids } = bookshop();
		const source = sourceOf(artefacts, {
			filesOf: () => [
				{ role: 'test', path: 'test/session.test.ts', text: 'test()' },
				{ role: 'code', path: 'src/session.ts', text: null },
			],
		});
		const parts = partsOf(source, aboutStep('component-code', 'code', ids.session), 'files');
		expect(parts[0]?.text).toContain('src/session.ts (not there yet)');
		expect(parts.slice(1)).toMatchObject([{ path: 'test/session.test.ts', text: 'test()' }]);
	});

	test('[CP8] a component without a design is named with its type and path', () => {
		const { artefacts, accounts } = bookshop();
		const fresh = componentWith({ name: 'Mailer', code: 'src/mailer.ts' });
		const contexts = artefacts.contexts.map((one) =>
			one.id === accounts.id ? { ...one, components: [...one.components, fresh] } : one,
		);
		const about = aboutStep('component-design', 'design', fresh.id);
		const [part] = partsOf(sourceOf({ ...artefacts, contexts }), about, 'artefact');
		expect(part).toMatchObject({ note: 'It has no design yet.' });
		expect(part?.text).toContain('Code: src/mailer.ts');
	});
});
