import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { hearStop } from '#server/cli/hear-stop.ts';
import { judgeRun } from '#server/evidence/judge-run.ts';
import { whyNotAttest } from '#server/evidence/may-attest.ts';
import { runTests } from '#server/evidence/run-tests.ts';
import { testArgv } from '#server/evidence/test-argv.ts';
import { hashOf } from '#shared/hash.ts';
import { componentWith } from '#test/fixtures/artefacts.ts';
import { createRuns, DESIGN, TEST_COMMAND } from '#test/fixtures/attested.ts';
import { LOCK, TEST_FILE, tapOf, verifyOne } from '#test/fixtures/checkout.ts';
import { createWorld, keyId, revision } from '#test/fixtures/events.ts';

const designIn = (verified: Awaited<ReturnType<typeof verifyOne>>) => {
	if (!verified.ok) throw new Error(verified.error.reason);
	return verified.value.verified.designs[0];
};
const payloadIn = (verified: Awaited<ReturnType<typeof verifyOne>>) =>
	verified.ok ? verified.value.payloads.get(DESIGN) : undefined;

describe('who may attest', () => {
	const guard = (runs: ReturnType<typeof createRuns>, key: string, mode: 'run' | 'report') =>
		whyNotAttest(runs.world.ledger.state(), keyId(key), mode)?.guard ?? null;

	test('[VE13] says first that nobody founded the workspace', () => {
		const empty = { ...createRuns().world.ledger.state(), root: null };
		expect(whyNotAttest(empty, keyId('relay'), 'run')?.guard).toBe('not-founded');
	});

	test('[VE13] a run is off where no owner turned it on, whatever command there is', () => {
		const world = createWorld();
		world.addRelay();
		const off = () => whyNotAttest(world.ledger.state(), keyId('relay'), 'run')?.guard;
		world.setPolicy('ada', { test: TEST_COMMAND });
		expect(off()).toBe('evidence-off');
		world.setPolicy('ada', { test: TEST_COMMAND, evidence: { on: false, accept: 'runs' } });
		expect(off()).toBe('evidence-off');
	});

	test('[VE13] a key of nobody, a relay where only build machines count, a report nobody accepts', () => {
		expect(guard(createRuns(), 'stranger', 'run')).toBe('relay-not-enrolled');
		expect(guard(createRuns({ accept: 'ci' }), 'relay', 'run')).toBe('only-ci');
		expect(guard(createRuns({ accept: 'ci' }), 'ci', 'run')).toBeNull();
		expect(guard(createRuns(), 'relay', 'report')).toBe('no-reports');
		expect(guard(createRuns({ accept: 'reports' }), 'relay', 'report')).toBeNull();
		expect(guard(createRuns(), 'ci', 'report')).toBeNull();
	});
});

describe('what is attested', () => {
	const green = tapOf(`locks [${LOCK}]`);
	const git = (status: string) => ({ 'rev-parse': 'a1b2c3\n', status });

	test('[VE13] names the commit’s tree, and whether the checkout is exactly that', async () => {
		const runs = createRuns();
		expect(payloadIn(await verifyOne(runs, { tap: green, git: git('') }))).toMatchObject({
			...{ tree: 'a1b2c3', clean: true, result: 'green' },
			criteria: [{ id: LOCK, result: 'green' }],
		});
		const dirty = payloadIn(await verifyOne(runs, { tap: green, git: git(' M src/a.ts\n') }));
		expect(dirty).toMatchObject({ tree: 'a1b2c3', clean: false });
		expect(payloadIn(await verifyOne(runs, { tap: green }))).toMatchObject({
			...{ tree: 'none', clean: false },
		});
	});

	test('[VE13] is nothing where the policy’s command changed while the tests ran', async () => {
		const runs = createRuns();
		const meanwhile = () =>
			void runs.world.setPolicy('ada', { test: ['make', 'test'], evidence: { on: true } });
		const verified = await verifyOne(runs, { tap: green, meanwhile });
		expect(designIn(verified)).toMatchObject({ because: 'It changed while its tests ran.' });
		expect(payloadIn(verified)).toBeUndefined();
	});

	test('[VE13] is nothing where every test was skipped', async () => {
		const verified = await verifyOne(createRuns(), { tap: tapOf('locks # SKIP not today') });
		expect(designIn(verified)).toMatchObject({ because: 'All of its tests were skipped.' });
		expect(payloadIn(verified)).toBeUndefined();
	});

	test('[VE14] names what fails, the first five of it', async () => {
		const tap = tapOf(...Array.from({ length: 7 }, (_, n) => `not ok opens lock ${n}`));
		const { result, because } = designIn(await verifyOne(createRuns(), { tap })) ?? {};
		expect(result).toBe('red');
		expect(because).toMatch(/^What fails: “[^”]*opens lock 0”.*opens lock 4”, and 2 more\.$/);
	});

	test('[VE13] tests that name no file are nobody’s where several files were run', () => {
		const world = createRuns().world;
		const code = { path: 'src/session.ts', hash: hashOf('one') };
		const files = { code, test: { path: TEST_FILE, hash: hashOf('one') } };
		const other = { code, test: { path: 'test/lock.test.ts', hash: hashOf('one') } };
		const target = { name: 'Session', revision: revision('one') };
		const checkout = {
			...{ folder: '/bookshop', state: () => world.ledger.state() },
			artefacts: () => ({ stories: [], contexts: [], designs: [] }),
			revisionOf: () => null,
			filesOf: () => files,
			designFile: () => ({ path: '', markdown: '' }),
		};
		const tests = [
			{ file: null, owner: null, path: ['locks'], result: 'passed', tags: [] },
		] as const;
		const report = { format: 'tap', tests: [...tests] } as const;
		const judged = (isOfThese: boolean, ...of: Parameters<typeof judgeRun>[1][number][]) =>
			judgeRun(checkout, of, { report, isOfThese }, () => '').designs.map(({ result }) => result);
		const session = { ...target, ...files, design: DESIGN };
		expect(judged(true, session)).toEqual(['green']);
		const lock = { ...target, ...other, design: componentWith().id };
		expect(judged(true, session, lock)).toEqual(['none', 'none']);
		// A report that was handed in, or of a command that runs everything, may be of any file.
		expect(judged(false, session)).toEqual(['none']);

		const why = (file: string | null) =>
			judgeRun(
				checkout,
				[session],
				{ report: { format: 'junit', tests: [{ ...tests[0], file }] }, isOfThese: false },
				() => '',
			).designs[0]?.because;
		expect(why(null)).toMatch(`no test in ${TEST_FILE}. One test in it came without a file`);
		expect(why('/shop/test/b.js')).toMatch(`${TEST_FILE}, but of some in /shop/test/b.js.`);
	});
});

describe('the command of a test run', () => {
	test('[VE7] takes no file for an option, and no file for the program', () => {
		const odd = testArgv(['node', '--test', '{files}'], ['--eval=1.test.ts'], '/r');
		expect(odd).toMatchObject({ ok: false, error: { guard: 'test-file-name' } });
		expect(testArgv(['node', '{files}'], ['a\u0007.test.ts'], '/r').ok).toBe(false);
		expect(testArgv(['{files}', 'x'], ['test/a.ts'], '/r')).toEqual({
			...{ ok: true, value: ['{files}', 'x'] },
		});
	});

	test('[VE7] takes each file as an argument of its own, and adds nothing', () => {
		const files = ['test/a b.ts', 'test/{report}.ts'];
		const argv = (...command: string[]) => {
			const made = testArgv(command, files, '/r');
			return made.ok ? made.value : made.error.guard;
		};
		expect(argv('node', '{files}', '--to={report}:{report}')).toEqual([
			...['node', ...files, '--to=/r:/r'],
		]);
		expect(argv('node', 'x{files}')).toEqual(['node', 'x{files}']);
		expect([argv(), argv('')]).toEqual(['no-test-command', 'no-test-command']);
		expect(testArgv(['npm', 'test'], ['--eval=1.test.ts'], '/r').ok).toBe(true);
	});

	test('[VE8] leaves nothing running that it started', async () => {
		const script = `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 999)'], { stdio: 'ignore' });
child.unref(); console.log(child.pid);`;
		let printed = '';
		await runTests({
			...{ argv: [process.execPath, '-e', script], folder: '/', most: 30_000 },
			signal: new AbortController().signal,
			onOutput: (text) => {
				printed += text;
			},
		});
		expect(Number(printed)).toBeGreaterThan(1);
		await expect.poll(() => isThere(Number(printed)), { timeout: 8_000 }).toBe(false);
	});
});

describe('a wish to stop', () => {
	const hear = () => {
		const [process, stdout] = [new EventEmitter(), new EventEmitter()];
		let at = 0;
		let ends = 0;
		const end = () => {
			ends += 1;
		};
		const stopped = hearStop(process, { now: () => new Date(at), end, outputs: [stdout] });
		const tell = (signal: string, when: number) => {
			at = when;
			process.emit(signal);
		};
		const fail = (code: string) => stdout.emit('error', Object.assign(new Error(code), { code }));
		return { stopped, tell, fail, ends: () => ends };
	};

	test('[VE15] told twice by one Ctrl-C is one; another one ends it at once', async () => {
		const { stopped, tell, ends } = hear();
		tell('SIGINT', 0);
		tell('SIGINT', 3);
		expect(await stopped).toBe('SIGINT');
		expect(ends()).toBe(0);
		tell('SIGINT', 1_500);
		expect(ends()).toBe(1);
	});

	test('[VE15] is heard where nobody reads what is printed any more, and no other failure is', async () => {
		const { stopped, fail } = hear();
		fail('EPIPE');
		fail('EPIPE');
		expect(await stopped).toBe('EPIPE');
		expect(() => fail('ENOSPC')).toThrow('ENOSPC');
	});

	test('[VE15] takes the tests along where nobody waits for them', async () => {
		const main = new URL('../../../server/evidence/run-tests.ts', import.meta.url).href;
		const script = `import { runTests } from ${JSON.stringify(main)};
const tests = [process.execPath, '-e', 'console.log(process.pid); setInterval(() => {}, 999)'];
const signal = new AbortController().signal;
const onOutput = (text) => process.stdout.write(text, () => process.exit(130));
await runTests({ argv: tests, folder: '/', most: 9e5, signal, onOutput });`;
		const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
			...{ encoding: 'utf8', cwd: new URL('../../..', import.meta.url).pathname },
		});
		const pid = Number(run.stdout);
		expect(pid).toBeGreaterThan(1);
		await expect.poll(() => isThere(pid), { timeout: 8_000 }).toBe(false);
	});
});

function isThere(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
