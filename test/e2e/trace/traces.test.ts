import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkRepository } from '#server/check/check-repository.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { hashOf } from '#shared/hash.ts';
import type { Traces } from '#shared/protocol/traces.ts';
import { TRACE_RULE_NAMES } from '#shared/trace/tracing/rules/rules.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy, type WorkingCopy } from '#test/e2e/world/working-copy.ts';

const MAP = `# Bookshop

## Accounts <!-- cx_aaaaaaaaaa -->
**Type**: domain
**Entity**: Account
**Responsibilities**: Sign-in.
**Dependencies**: None

### Components
| Component | Type | Code |
|---|---|---|
| Accounts.Session | module | src/accounts/session.ts <!-- cp_aaaaaaaaaa --> |
| Accounts.Lock | module | src/accounts/lock.ts <!-- cp_bbbbbbbbbb --> |
`;
const DESIGN = '---\nid: cp_aaaaaaaaaa\n---\n\n# Accounts.Session\n\nKeeps who is in.\n';
const SAYS = 'export const says = 1;\n';
const FILES = {
	'context_map.md': MAP,
	'docs/design/accounts/session.md': DESIGN,
	'src/accounts/session.ts': SAYS,
	'src/accounts/session.test.ts': '// beside it\n',
	'src/accounts/lock.ts': SAYS,
	'src/loose.ts': SAYS,
};
const MOVE = { from: 'src/accounts/session.ts', to: 'src/people/sessions/live.ts', dryRun: false };

function listed(copy: WorkingCopy): readonly string[] {
	return copy
		.git('ls-files', '-co', '--exclude-standard')
		.split('\n')
		.filter((path) => {
			return path !== '' && fs.existsSync(`${copy.folder}/${path}`);
		});
}

describe('moving', () => {
	test('[TF7] test and design move along, and the map is corrected in one cell', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		const moved = await workspace.move(MOVE);
		expect(moved).toEqual({
			ok: true,
			value: {
				name: 'Accounts.Session',
				moves: [
					{ what: 'code', from: MOVE.from, to: MOVE.to },
					{
						...{ what: 'test', from: 'src/accounts/session.test.ts' },
						to: 'src/people/sessions/live.test.ts',
					},
					{
						...{ what: 'design', from: 'docs/design/accounts/session.md' },
						to: 'docs/design/people/sessions/live.md',
					},
				],
				written: ['context_map.md'],
				astray: null,
				tested: false,
			},
		});
		expect(copy.changedLines('context_map.md')).toEqual([
			'-| Accounts.Session | module | src/accounts/session.ts <!-- cp_aaaaaaaaaa --> |',
			'+| Accounts.Session | module | src/people/sessions/live.ts <!-- cp_aaaaaaaaaa --> |',
		]);
		expect(copy.read('docs/design/people/sessions/live.md')).toBe(DESIGN);
		expect(copy.read('src/people/sessions/live.test.ts')).toBe('// beside it\n');
		expect(listed(copy)).toHaveLength(Object.keys(FILES).length);
		expect(workspace.files.designPath('cp_aaaaaaaaaa')).toBe('docs/design/people/sessions/live.md');
		expect(workspace.files.questions()).toEqual([]);
		expect(workspace.findings().map(({ rule }) => rule)).not.toContain('code-moved');
		expect(workspace.errors).toEqual([]);
	});

	test('[TF7] a design that no map lists names its own new path', async () => {
		const own = DESIGN.replace(
			'---\n\n#',
			'component: Session\ncode: src/accounts/session.ts\n---\n\n#',
		);
		const { 'context_map.md': _, ...rest } = FILES;
		using copy = createWorkingCopy({ ...rest, 'docs/design/accounts/session.md': own });
		await using workspace = await openFolder(copy);
		expect(await workspace.move(MOVE)).toMatchObject({ ok: true });
		expect(copy.read('docs/design/people/sessions/live.md')).toContain(`code: ${MOVE.to}\n`);
	});

	test('[TF7] from the command line, and what was moved by hand is followed', async () => {
		using copy = createWorkingCopy(FILES);
		fs.mkdirSync(`${copy.folder}/src/people/sessions`, { recursive: true });
		copy.git('mv', MOVE.from, MOVE.to);
		const bin = new URL('../../../bin/lintel.js', import.meta.url).pathname;
		copy.write('src/loose.ts', "import { says } from './accounts/session.ts';\n");
		copy.write('src/other.ts', "import { session } from './session-store.ts';\n");
		const run = (...args: readonly string[]) =>
			runProgram(process.execPath, [bin, 'move', ...args, '--data', copy.data], copy.folder);
		expect(run(MOVE.from, MOVE.to, '--dry-run')?.output).toContain('design  docs/design/accounts');
		expect(fs.existsSync(`${copy.folder}/docs/design/accounts/session.md`)).toBe(true);
		const ran = run(MOVE.from, MOVE.to);
		expect(ran?.status).toBe(0);
		expect(ran?.output).toContain('wrote   context_map.md');
		expect(ran?.output).toContain('One import leads astray');
		expect(ran?.output).toContain('import  src/loose.ts:1  ./accounts/session.ts\n');
		expect(ran?.output).not.toContain('src/other.ts');
		expect(listed(copy)).toContain('docs/design/people/sessions/live.md');
	});

	test.each([
		['an unknown path', { from: 'src/nobody.ts' }, 'move-unknown'],
		['a path that another component has', { to: 'src/accounts/lock.ts' }, 'move-target-owned'],
		['a file that is there', { to: 'src/loose.ts' }, 'move-target-exists'],
		['a path without a rule', { to: 'tools/session.ts' }, 'move-unruled'],
		['a path outside', { to: 'src/../../session.ts' }, 'move-outside'],
		['a folder that is a file', { to: 'src/loose.ts/session.ts' }, 'move-in-the-way'],
		['a folder that links out', { to: 'src/out/session.ts' }, 'move-outside'],
		['the same path', { to: MOVE.from }, 'move-same'],
	])('[TF8] %s is refused, and nothing moves', async (_, change, guard) => {
		using copy = createWorkingCopy(FILES);
		fs.symlinkSync(copy.data.slice(0, copy.data.lastIndexOf('/')), `${copy.folder}/src/out`);
		await using workspace = await openFolder(copy);
		const refused = await workspace.move({ ...MOVE, ...change });
		expect(refused).toMatchObject({
			ok: false,
			error: { guard, fix: expect.stringMatching(/\.$/) },
		});
		expect(copy.changedLines()).toEqual([]);
	});

	test('[TF8] while git is at work nothing moves', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		copy.write('.git/MERGE_HEAD', `${'0'.repeat(40)}\n`);
		expect(await workspace.move(MOVE)).toMatchObject({ error: { guard: 'move-git-busy' } });
	});

	test.each([1, 2, 3, 4, 5, 6])(
		'[TF9] a disk that fails at step %i loses nothing, and the move goes on',
		async (step) => {
			using copy = createWorkingCopy(FILES);
			let left = Number.POSITIVE_INFINITY;
			const burning =
				<Args extends unknown[]>(work: (...args: Args) => void) =>
				(...args: Args) => {
					if (left-- <= 1) throw Object.assign(new Error('full'), { code: 'EIO' });
					work(...args);
				};
			const disk: Disk = {
				...fs,
				linkSync: burning(fs.linkSync),
				unlinkSync: burning(fs.unlinkSync),
			};
			const first = await openFolder(copy, disk);
			await first.files.ready;
			left = step;
			const failed = await first.move(MOVE);
			left = Number.POSITIVE_INFINITY;
			expect(failed).toMatchObject({ ok: false, error: { guard: 'move-failed' } });
			const kept = new Set(listed(copy).map((path) => copy.read(path)));
			for (const text of [SAYS, '// beside it\n', DESIGN]) expect(kept).toContain(text);
			await first[Symbol.asyncDispose]();

			await using again = await openFolder(copy);
			expect(await again.move(MOVE)).toMatchObject({ ok: true });
			const there = listed(copy);
			for (const [from, to] of NAMES) {
				expect(there).toContain(to);
				expect(there).not.toContain(from);
			}
			expect(copy.read('context_map.md')).toContain(MOVE.to);
		},
	);
});

const NAMES = [
	[MOVE.from, MOVE.to],
	['src/accounts/session.test.ts', 'src/people/sessions/live.test.ts'],
	['docs/design/accounts/session.md', 'docs/design/people/sessions/live.md'],
] as const;

describe('the relay', () => {
	test('[TF5] tells a client every trace once, and then the one that changed', async () => {
		using copy = createWorkingCopy(FILES);
		await using workspace = await openFolder(copy);
		const heard: Traces[] = [];
		const [first] = workspace.traces();
		workspace.onTraces((traces) => heard.push(traces));
		expect(first).toMatchObject({ whole: true, loose: [{ path: 'src/loose.ts' }] });
		expect(first?.traces.map(({ design }) => design)).toEqual(['cp_aaaaaaaaaa', 'cp_bbbbbbbbbb']);
		const hashOfLast = () => heard.at(-1)?.traces[0]?.code?.hash;
		await until(() => heard.length > 0);
		heard.length = 0;
		copy.write('src/accounts/session.ts', 'export const says = 2;\n');
		await until(() => hashOfLast() === hashOf('export const says = 2;\n'));
		expect(heard.flatMap(({ traces }) => traces.map(({ design }) => design))).toEqual([
			'cp_aaaaaaaaaa',
		]);
		expect(workspace.observed().implemented).toEqual(['cp_aaaaaaaaaa']);
		copy.write('src/accounts/session.test.ts', '');
		await until(() => workspace.observed().implemented.length === 0);
		expect(workspace.errors).toEqual([]);
	});

	test('[TF10] says of the files what lintel check says', async () => {
		using copy = createWorkingCopy({
			...FILES,
			'src/accounts/lock.ts': '',
			'test/gone.test.ts': SAYS,
		});
		const rules = new Set(TRACE_RULE_NAMES.map(({ id }) => id));
		await using workspace = await openFolder(copy);
		const said = workspace.findings().filter(({ rule }) => rules.has(rule));
		const run = (program: string, args: readonly string[], folder: string) =>
			runProgram(program, args, folder);
		const checked = await checkRepository(
			{ disk: fs, run },
			{ folder: copy.folder, pin: null, base: null },
		);
		if (!checked.ok) throw new Error(checked.error.reason);
		const words = (findings: readonly { rule: string; severity: string; message: string }[]) =>
			findings.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`).sort();
		const told = checked.value.report.findings.filter(({ rule }) => rules.has(rule));
		expect(words(told)).toEqual(words(said));
		expect(said.length).toBeGreaterThan(3);
	});
});
