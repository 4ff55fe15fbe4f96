import fs, { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changedSince } from '#server/check/changed-files.ts';
import { createProvedCopy, DESIGN_FILE, type ProvedCopy } from '#test/fixtures/proved-copy.ts';

const STORIES = `# Shop

## Sign in <!-- st_0000000001 -->

As a reader, I want to sign in, so that my shelf follows me.

**Acceptance Criteria**
- It is fast <!-- ac_0000000001 -->

## Shelve <!-- st_0000000002 -->

As a reader, I want to shelve, so that I find it again.

**Acceptance Criteria**
- It is fast <!-- ac_0000000002 -->
`;

async function committed(): Promise<ProvedCopy> {
	const copy = await createProvedCopy();
	copy.write('user_stories.md', STORIES);
	copy.write('docs/design/other.md', '---\nid: cp_0000000002\ncomponent: Other\n---\n# Other\n');
	copy.save();
	copy.commit();
	return copy;
}

async function toldOf(copy: ProvedCopy, ref = 'HEAD'): Promise<readonly string[]> {
	const { findings } = await copy.report({ scope: { rules: [], changed: ref } });
	const words = findings.filter(({ severity }) => severity !== 'info');
	return [
		...new Set(words.map(({ rule, artefact, file }) => `${rule} ${artefact ?? file}`)),
	].sort();
}

describe('what changed', () => {
	test('[CK19] can’t be told of no repository, of none with a commit, and of a ref nobody knows', () => {
		/** Git as it is where only these questions have an answer. */
		const git = (...answered: string[]) => {
			const run = (_: string, args: readonly string[]) => {
				const isAnswered = answered.some((one) => args.includes(one));
				return { status: isAnswered ? 0 : 128, output: '' };
			};
			const changed = changedSince(fs, run, '/shop', 'release');
			return changed.ok ? '' : changed.error.reason;
		};
		expect(git()).toContain('in no git repository');
		expect(git('--git-dir')).toContain('nothing is committed here yet');
		expect(git('--git-dir', 'HEAD')).toContain('Git knows no commit “release” here');
	});

	test('[CK19] is nothing in a clean tree, and then nothing is told', async () => {
		using copy = await committed();
		expect((await copy.report()).findings.length).toBeGreaterThan(0);
		expect(await toldOf(copy)).toEqual([]);
	});

	test('[CK19] is one story of a file that many share, and what rests on it', async () => {
		using copy = await committed();
		copy.write('user_stories.md', STORIES.replace('I find it again', 'I find it'));
		expect(await toldOf(copy)).toEqual([
			...['story-unmapped st_0000000002', 'untestable-words st_0000000002'],
		]);
		copy.write('user_stories.md', STORIES.replace('my shelf follows', 'a shelf follows'));
		const told = await toldOf(copy);
		expect(told).toContain('untestable-words st_0000000001');
		expect(told).toContain('section-missing cp_0000000001');
		expect(told).not.toContain('untestable-words st_0000000002');
		expect(told).not.toContain('section-missing cp_0000000002');
	});

	test('[CK19] is a file that git does not know yet, and the code or test of a design', async () => {
		using copy = await committed();
		copy.write('docs/design/new.md', '---\nid: cp_0000000003\ncomponent: New\n---\n# Else\n');
		expect((await toldOf(copy)).filter((one) => one.startsWith('design-title'))).toEqual([
			'design-title cp_0000000003',
		]);
		rmSync(join(copy.folder, 'docs/design/new.md'));
		copy.write('test/session.test.ts', '');
		expect(await toldOf(copy)).toContain('section-missing cp_0000000001');
		expect(await toldOf(copy)).not.toContain('section-missing cp_0000000002');
	});

	test('[CK19] is a design that is gone, since the ref that was named', async () => {
		using copy = await committed();
		await copy.approve('cp_0000000001');
		copy.save();
		copy.commit();
		rmSync(join(copy.folder, DESIGN_FILE));
		copy.git('commit', '-aqm', 'Remove');
		expect(await toldOf(copy, 'HEAD')).toEqual([]);
		expect(await toldOf(copy, 'HEAD~1')).toContain('approved-missing cp_0000000001');
		const nowhere = await copy.check({ scope: { rules: [], changed: 'nowhere' } });
		expect(nowhere).toMatchObject({ ok: false, error: { guard: 'ref-unknown' } });
		const option = await copy.check({ scope: { rules: [], changed: '--help' } });
		expect(option).toMatchObject({ ok: false, error: { guard: 'ref-unknown' } });
	});

	test('[CK19] leaves nothing out where settings changed, or the log is broken', async () => {
		using copy = await committed();
		const path = copy.save();
		copy.commit();
		copy.write(path, 'nonsense\n');
		copy.git('update-index', '--assume-unchanged', path);
		expect(await toldOf(copy)).toContain(`log-altered ${path}`);
		copy.write('lintel.config.json', '{}');
		expect(await toldOf(copy)).toContain('section-missing cp_0000000002');
	});

	test('[CK19] is what the log newly says', async () => {
		using copy = await committed();
		await copy.approve('cp_0000000001');
		copy.save();
		const told = await toldOf(copy);
		expect(told).toContain('section-missing cp_0000000001');
		expect(told).not.toContain('section-missing cp_0000000002');
	});
});
