import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootWords } from '#shared/lifecycle/root-words.ts';
import {
	CODE_FILE,
	CONTEXT,
	createProvedCopy,
	DESIGN,
	DESIGN_FILE,
	STORY,
} from '#test/fixtures/proved-copy.ts';

test('[CK1] an approval is proved from the files, with who, when and by which assurance', async () => {
	using copy = await createProvedCopy();
	await copy.approve(STORY);
	copy.save();
	const report = await copy.report();
	expect(report.artefacts.map(({ id, state, file, line }) => ({ id, state, file, line }))).toEqual([
		{ id: STORY, state: 'approved', file: 'user_stories.md', line: 3 },
		{ id: CONTEXT, state: 'never-approved', file: 'context_map.md', line: 3 },
		{ id: DESIGN, state: 'never-approved', file: DESIGN_FILE, line: 1 },
	]);
	expect(report.artefacts[0]?.approvals).toMatchObject([
		{ member: 'mb_0000000ada', name: 'ada', assurance: 'device', at: '2026-11-22T10:00:00.000Z' },
	]);
	expect(report.root).toMatchObject({ id: copy.people.root, pinned: true });
	expect(await copy.told()).toEqual([]);
});

test('[CK2] without a root no approver is named; six words pin as well as the hash', async () => {
	using copy = await createProvedCopy();
	await copy.approve(STORY);
	const segment = copy.save();
	const report = await copy.report({ root: null });
	expect(report.root?.pinned).toBe(false);
	expect(JSON.stringify(report.artefacts)).not.toMatch(/mb_0000000ada|"ada"/);
	expect(await copy.told({ root: null })).toEqual([`root-unpinned ${segment}:1`]);
	const words = rootWords(copy.people.root).join(' ');
	expect((await copy.report({ root: words.toUpperCase() })).root?.pinned).toBe(true);
	expect((await copy.check({ root: '' })).ok).toBe(false);
});

test('[CK3] words that changed are told where, and undoing it takes the Finding back', async () => {
	using copy = await createProvedCopy();
	await copy.approve(STORY);
	copy.save();
	const words = copy.read('user_stories.md');
	copy.write('user_stories.md', words.replace('a valid password', 'any password'));
	expect(await copy.told()).toEqual(['changed-since-approval user_stories.md:3']);
	expect((await copy.report()).artefacts[0]).toMatchObject({ state: 'changed', changed: true });
	copy.write('user_stories.md', words);
	expect(await copy.told()).toEqual([]);
});

test('[CK3] what rests on words that changed is suspect, with why', async () => {
	using copy = await createProvedCopy();
	const basis = await copy.approve(STORY);
	await copy.approve(CONTEXT, [basis]);
	copy.save();
	expect(await copy.told()).toEqual([]);
	copy.write('user_stories.md', copy.read('user_stories.md').replace('As a reader', 'As a person'));
	expect(await copy.told()).toEqual([
		'changed-since-approval user_stories.md:3',
		'suspect context_map.md:3',
	]);
	const { findings } = await copy.report();
	expect(findings.find(({ rule }) => rule === 'suspect')?.message).toContain(
		'The story it rests on, “Sign in”, says something else now.',
	);
});

test('[CK3] contested, bypassed, in review and gone are told', async () => {
	using copy = await createProvedCopy();
	const reason = copy.people.root;
	const story = await copy.approve(STORY);
	await copy.say(copy.ben, { type: 'changesRequested', answers: story.submitted, reason });
	await copy.submit(CONTEXT);
	const { revision } = await copy.approve(DESIGN);
	await copy.say(copy.people.ada, { type: 'gateBypassed', artefact: DESIGN, revision, reason });
	copy.save();
	copy.git('rm', '-qf', DESIGN_FILE);
	const { artefacts } = await copy.report();
	expect(artefacts.map(({ state }) => state)).toEqual(['contested', 'in-review', 'changed']);
	expect(await copy.told()).toEqual([
		'contested user_stories.md:3',
		'approved-missing context_map.md:14',
		'bypassed context_map.md:14',
	]);
});

test('[CK4] code of a design that nobody approved fails the check, unless the policy says otherwise', async () => {
	using copy = await createProvedCopy();
	copy.write(CODE_FILE, 'export const session = 1;\n');
	copy.save();
	expect(await copy.told()).toEqual([`code-before-approval ${CODE_FILE}:1`]);
	expect((await copy.report()).summary.failing).toBeGreaterThan(0);
	const advisory = { story: 'required', context: 'required', design: 'advisory' } as const;
	await copy.setPolicy({ gates: advisory });
	copy.save();
	const [told] = (await copy.report()).findings.filter(({ file }) => file === CODE_FILE);
	expect(told).toMatchObject({ severity: 'warning', failing: false });
	await copy.setPolicy({ gates: advisory, failing: ['code-before-approval'] });
	copy.save();
	const [failing] = (await copy.report()).findings.filter(({ file }) => file === CODE_FILE);
	expect(failing).toMatchObject({ severity: 'warning', failing: true });
	await copy.setPolicy({ ignore: ['src/**'] });
	copy.save();
	expect(await copy.told()).toEqual([]);
	await copy.setPolicy({});
	await copy.approve(DESIGN);
	copy.save();
	expect(await copy.told()).toEqual([]);
});

test('[CK5] the Findings of the rules are the app’s, at the words that they are about', async () => {
	using copy = await createProvedCopy();
	const words = copy.read('user_stories.md').replace('a valid password', 'a fast password');
	copy.write('user_stories.md', words);
	const { findings } = await copy.report();
	const line = words.split('\n').findIndex((one) => one.includes('fast')) + 1;
	const column = (words.split('\n')[line - 1] ?? '').indexOf('fast') + 1;
	expect(findings).toContainEqual(
		expect.objectContaining({ rule: 'untestable-words', file: 'user_stories.md', line, column }),
	);
	expect(
		findings.some(({ rule, file }) => rule === 'section-missing' && file === DESIGN_FILE),
	).toBe(true);
});

test('[CK6] the check writes nothing into the repository, and needs neither relay nor database', async () => {
	using copy = await createProvedCopy();
	await copy.approve(STORY);
	copy.save();
	copy.commit();
	await copy.report();
	expect(copy.git('status', '--porcelain', '--ignored')).toBe('');
	expect(() => readFileSync(join(copy.folder, '.lintel/lintel.db'))).toThrow();
});
