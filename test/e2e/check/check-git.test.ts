import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import {
	CONTEXT,
	createProvedCopy,
	DESIGN,
	type ProvedCopy,
	STORY,
} from '#test/fixtures/proved-copy.ts';

const IDS = [STORY, CONTEXT, DESIGN];

async function states(copy: ProvedCopy, folder = copy.folder): Promise<string> {
	const { artefacts } = await copy.report({ folder });
	return IDS.map((id) => artefacts.find((one) => one.id === id)?.state).join(' ');
}

/** `main` with the people in it, and a branch `other` on which the story is approved. */
async function withBranch(): Promise<ProvedCopy> {
	const copy = await createProvedCopy();
	copy.save();
	copy.commit('People');
	copy.git('checkout', '-q', '-b', 'other');
	await copy.approve(STORY);
	copy.save();
	copy.commit('Approve the story');
	copy.git('checkout', '-q', 'main');
	return copy;
}

const DRAFT = 'never-approved never-approved never-approved';
const FIRST = 'approved never-approved never-approved';

describe('each checkout has its own true answer', () => {
	test('[CK9] branches, a fast-forward, a revert and its own revert', async () => {
		using copy = await withBranch();
		expect(await states(copy)).toBe(DRAFT);
		copy.git('checkout', '-q', 'other');
		expect(await states(copy)).toBe(FIRST);
		copy.git('checkout', '-q', 'main');
		copy.git('merge', '-q', 'other');
		expect(await states(copy)).toBe(FIRST);
		copy.git('revert', '--no-edit', 'HEAD');
		expect(await states(copy)).toBe(DRAFT);
		expect(await copy.told()).toEqual([]);
		copy.git('revert', '--no-edit', 'HEAD');
		expect(await states(copy)).toBe(FIRST);
		expect(await copy.told()).toEqual([]);
	});

	test('[CK9] a merge of two branches that both decided, as sets', async () => {
		using copy = await withBranch();
		// Written beside what `other` says: it knows the people only.
		const beside = await copy.report();
		expect(beside.log.segments).toBe(1);
		await copy.approve(CONTEXT);
		copy.save();
		copy.commit('Approve the context');
		expect(await copy.told()).toEqual([expect.stringMatching(/^log-parent-missing/)]);
		copy.git('merge', '-q', '--no-edit', 'other');
		expect(await states(copy)).toBe('approved approved never-approved');
		expect(await copy.told()).toEqual([]);
	});

	test.each([
		['rebase', (copy: ProvedCopy) => copy.git('rebase', '-q', 'main', 'other')],
		['squash', squash],
		['cherry-pick', (copy: ProvedCopy) => copy.git('cherry-pick', 'other')],
	])('[CK9] a %s carries the approval', async (_, bring) => {
		using copy = await withBranch();
		copy.write('README.md', 'words\n');
		copy.commit('Words');
		bring(copy);
		expect(await states(copy)).toBe(FIRST);
		expect(await copy.told({ base: 'main' })).toEqual([]);
	});

	test('[CK9] a cherry-pick without what it builds on is told, with what is missing', async () => {
		using copy = await withBranch();
		copy.git('checkout', '-q', 'other');
		await copy.approve(CONTEXT);
		const segment = copy.save();
		copy.commit('Approve the context');
		copy.git('checkout', '-q', 'main');
		copy.git('cherry-pick', 'other');
		expect(await states(copy)).toBe(DRAFT);
		expect(await copy.told()).toEqual([`log-parent-missing ${segment}:1`]);
		copy.git('checkout', 'other', '--', '.lintel/log');
		expect(await states(copy)).toBe('approved approved never-approved');
	});

	test('[CK9] a shallow clone proves as much as the whole, and says when its base is not there', async () => {
		using copy = await withBranch();
		copy.git('merge', '-q', 'other');
		const clone = `${copy.data}-clone`;
		copy.git('clone', '-q', '--depth', '1', `file://${copy.folder}`, clone);
		expect(await states(copy, clone)).toBe(FIRST);
		expect(await copy.told({ folder: clone })).toEqual([]);
		const based = await copy.check({ folder: clone, base: 'HEAD~1' });
		expect(based).toMatchObject({ ok: false, error: { guard: 'base-unknown' } });
	});

	test('[CK9] two people who share a remote and no relay come to the same answer', async () => {
		using copy = await withBranch();
		const remote = `${copy.data}-remote.git`;
		const colleague = `${copy.data}-colleague`;
		copy.git('clone', '-q', '--bare', copy.folder, remote);
		copy.git('clone', '-q', remote, colleague);
		copy.git('remote', 'add', 'origin', remote);
		copy.git('merge', '-q', 'other');
		copy.git('push', '-q', 'origin', 'main');
		expect(await states(copy, colleague)).toBe(DRAFT);
		copy.git('-C', colleague, 'pull', '-q');
		expect(await states(copy, colleague)).toBe(await states(copy));
		const [mine, theirs] = [await copy.report(), await copy.report({ folder: colleague })];
		expect(theirs.artefacts).toEqual(mine.artefacts);
	});

	test('[CK9] a branch that moves HEAD under a running Lintel is judged by its own files', async () => {
		using copy = await withBranch();
		await using running = await openFolder(copy);
		await running.files.ready;
		copy.git('checkout', '-q', 'other');
		expect(await states(copy)).toBe(FIRST);
		await until(() => running.journal.ledger.size === 6);
		copy.git('checkout', '-q', 'main');
		await running.files.flush();
		// The relay remembers what it has seen; main doesn't hold it, and the check says so.
		expect(await states(copy)).toBe(DRAFT);
		expect(copy.git('status', '--porcelain')).toBe('');
	});
});

function squash(copy: ProvedCopy): void {
	copy.git('merge', '-q', '--squash', 'other');
	copy.git('commit', '-q', '-m', 'Squashed');
}

describe('a base', () => {
	test('[CK8] finds a segment that was removed, and says what brings it back', async () => {
		using copy = await withBranch();
		copy.git('merge', '-q', 'other');
		copy.git('checkout', '-q', '-b', 'change');
		const [, second = ''] = copy
			.git('log', '--format=', '--name-only', '--reverse', '--', '.lintel/log')
			.trim()
			.split(/\n+/);
		rmSync(join(copy.folder, second));
		copy.commit('Forget');
		expect(await copy.told()).toEqual([]);
		expect(await copy.told({ base: 'main' })).toEqual([`history-removed ${second}:1`]);
		copy.git('checkout', 'main', '--', '.lintel/log');
		expect(await copy.told({ base: 'main' })).toEqual([]);
	});

	test('[CK8] is content with events that moved to another segment, and with forgeries that went', async () => {
		using copy = await withBranch();
		copy.git('checkout', '-q', 'other');
		copy.write('.lintel/log/junk.jsonl', 'not an event\n');
		copy.commit('Junk');
		copy.git('checkout', '-q', '-b', 'clean');
		const segments = copy.git('ls-files', '.lintel/log').trim().split('\n');
		const lines = segments.filter((path) => !path.endsWith('junk.jsonl')).map(copy.read);
		for (const path of segments) rmSync(join(copy.folder, path));
		copy.write('.lintel/log/one.jsonl', lines.join(''));
		copy.commit('One segment');
		expect(await copy.told({ base: 'other' })).toEqual(['log-altered .lintel/log/one.jsonl:null']);
	});

	test('[CK8] of another workspace is another root, also where no root was given', async () => {
		using copy = await withBranch();
		using other = await createProvedCopy();
		copy.git('checkout', '-q', '-b', 'anew');
		rmSync(join(copy.folder, '.lintel'), { recursive: true });
		const segment = other.save();
		copy.write(segment, other.read(segment));
		copy.commit('Found anew');
		const told = await copy.told({ root: null, base: 'main' });
		expect(told).toContainEqual(expect.stringMatching(/^history-removed /));
	});

	test('[CK8] that git does not know means that the check could not run', async () => {
		using copy = await withBranch();
		const checked = await copy.check({ base: 'nowhere' });
		expect(checked).toMatchObject({ ok: false, error: { guard: 'base-unknown' } });
		expect((await copy.check({ base: '--output=x' })).ok).toBe(false);
	});
});
