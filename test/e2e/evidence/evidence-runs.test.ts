import { spawnSync } from 'node:child_process';
import fs, { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRepository } from '#server/check/check-repository.ts';
import { mintCiKey } from '#server/evidence/ci-key.ts';
import { verifyInCi } from '#server/evidence/verify-in-ci.ts';
import { EVIDENCE_RULES } from '#shared/evidence/evidence-rule-names.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import { readCiRequest } from '#shared/lifecycle/ci-request.ts';
import { CODE, COMMAND, openShop, SESSION, SHELF, TEST } from '#test/e2e/world/evidence-shop.ts';
import { blobOf, random } from '#test/e2e/world/person.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';

const HOOKS = { signal: new AbortController().signal, onOutput: () => {} };
const REQUEST = { paths: [], report: null, replay: false };

/** A run that attests to nothing, with the reason. */
const none = (because: string) => ({
	ok: true,
	value: { designs: [{ result: 'none', because, event: null }] },
});

test('[VE9] a build machine attests from the files alone, with a key that an owner added', async () => {
	await using shop = await openShop({ accept: 'ci' });
	expect(await shop.verify()).toMatchObject({ ok: false, error: { guard: 'only-ci' } });
	const { secret, request } = await mintCiKey(random);
	const asked = readCiRequest(request);
	if (asked === null) throw new Error('The request reads as none.');
	const verifyThere = (key = secret) =>
		verifyInCi(
			{
				disk: fs,
				run: runProgram,
				random,
				temporary: shop.served.folder,
				now: () => new Date(),
				key,
			},
			...([shop.folder, null, REQUEST, HOOKS] as const),
		);
	await shop.phases();
	expect(await verifyThere()).toMatchObject({ ok: false, error: { guard: 'relay-not-enrolled' } });
	await shop.say({ type: 'relayAdded', ...asked, name: blobRefOf(blobOf('CI')), ci: true });
	await shop.phases();
	const log = join(shop.folder, '.lintel/log');
	const before = readdirSync(log).length;
	expect(await verifyThere()).toMatchObject({
		ok: true,
		value: { designs: [{ design: SESSION, result: 'green' }] },
	});
	expect(readdirSync(log).length).toBe(before + 1);
	expect(await shop.phases()).toEqual(['verified', 'verified', 'verified']);
	expect(shop.served.workspace.observed().evidence?.[0]?.run?.as).toBe('ci');
	expect(await shop.replay()).toMatchObject({ value: { designs: [{ result: 'holds' }] } });
	expect(await verifyThere('nonsense')).toMatchObject({ ok: false, error: { guard: 'ci-key' } });
	expect(readCiRequest(secret)).toBeNull();
});

test('[VE9] the tests that a build machine runs never see its key', async () => {
	await using shop = await openShop({ accept: 'ci' });
	const { secret, request } = await mintCiKey(random);
	const asked = readCiRequest(request);
	if (asked === null) throw new Error('The request reads as none.');
	await shop.say({ type: 'relayAdded', ...asked, name: blobRefOf(blobOf('CI')), ci: true });
	await shop.phases();
	const text = shop.read(TEST);
	const seesNone = "test('sees no key', () => strictEqual(process.env.LINTEL_CI_KEY, undefined));";
	shop.write(TEST, `${text}\n${seesNone}\n`);
	const bin = new URL('../../../bin/lintel.js', import.meta.url).pathname;
	const ran = spawnSync(process.execPath, [bin, 'verify'], {
		...{ cwd: shop.folder, encoding: 'utf8', env: { ...process.env, LINTEL_CI_KEY: secret } },
	});
	expect(ran.stdout).toContain('Session: 3 passed; covers 2 criteria');
	expect(ran.status).toBe(0);
});

test('[VE8] a run that takes too long is stopped with all that it started', async () => {
	await using shop = await openShop();
	const { runTests } = await import('#server/evidence/run-tests.ts');
	const script = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 999)'], { stdio: 'inherit' });
process.on('SIGTERM', () => {}); setInterval(() => {}, 999);`;
	const end = await runTests({
		...{ argv: [process.execPath, '-e', script], folder: shop.folder, most: 300 },
		...HOOKS,
	});
	expect(end).toEqual({ kind: 'timed-out' });
});

test('[VE10] what changes while its tests run is not attested, nor what fails beside them', async () => {
	await using shop = await openShop();
	const text = shop.read(TEST);
	const edits = `import { appendFileSync } from 'node:fs';\nappendFileSync('${CODE}', '// ');\n`;
	shop.write(TEST, edits + text);
	expect(await shop.verify()).toMatchObject(none('It changed while its tests ran.'));
	shop.write(TEST, text);
	const ran = async (argv: readonly string[], report?: string) => {
		const evidence = { on: true, ...(report === undefined ? {} : { report: { path: report } }) };
		await shop.setPolicy({ test: [...argv], evidence });
		const verified = await shop.verify();
		return verified.ok ? 'ran' : verified.error.guard;
	};
	const script = (code: string) => [process.execPath, '-e', code];
	const tap = `console.log('TAP version 13\\nok 1 - a valid password opens the shelf\\n1..1')`;
	expect(await ran(script(`${tap}; process.exitCode = 3`))).toBe('test-command');
	expect(await ran(script(tap))).toBe('ran');
	expect(await ran(script('console.log(1)'))).toBe('report-unreadable');
	expect(await ran(['no-such-program-here'])).toBe('test-command');
	shop.write('report.tap', 'TAP version 13\nok 1 - old\n1..1\n');
	expect(await ran(script(tap), 'report.tap')).toBe('report-missing');
	const [program, ...rest] = COMMAND.slice(0, -1);
	const into = [program ?? '', ...rest, '--test-reporter-destination={report}', '{files}'];
	expect(await ran(into)).toBe('ran');
	expect(await shop.phases()).toEqual(['verified', 'verified', 'verified']);
	expect((await shop.verify('src/nowhere.ts')).ok).toBe(false);
	expect(await shop.verify('src', TEST)).toMatchObject({
		value: { designs: [{ design: SESSION }] },
	});
});

test('[VE10] a report that is handed in counts only where the policy accepts it', async () => {
	await using shop = await openShop();
	const path = join(shop.served.folder, 'report.xml');
	const handIn = () =>
		shop.served.workspace.verification.verify(
			{ paths: [], report: { path, format: null }, replay: false },
			HOOKS,
		);
	fs.writeFileSync(path, `<testsuites><testcase name="a" file="${TEST}"/></testsuites>`);
	expect(await handIn()).toMatchObject({ ok: false, error: { guard: 'no-reports' } });
	await shop.setPolicy({ test: COMMAND, evidence: { on: true, accept: 'reports' } });
	expect(await handIn()).toMatchObject({ value: { designs: [{ result: 'green', criteria: [] }] } });
	expect(await shop.phases()).toEqual(['implemented', 'verified', 'verified']);
	expect(shop.served.workspace.observed().evidence?.[0]?.run?.as).toBe('reports');
	shop.write(CODE, 'export const MOST_TRIES = 6;\n');
	const before = new Date(Date.now() - 60_000);
	fs.utimesSync(path, before, before);
	expect(await handIn()).toMatchObject({
		value: { designs: [{ result: 'none', because: expect.stringContaining('after the report') }] },
	});
	expect(await shop.phases()).toEqual(['implemented', 'implemented', 'implemented']);
	fs.rmSync(path);
	expect(await handIn()).toMatchObject({ ok: false, error: { guard: 'report-unreadable' } });
});

test('[EV36] lintel check tells of runs, coverage and words that name nothing', async () => {
	await using shop = await openShop();
	const told = async () => {
		await shop.phases();
		const checked = await checkRepository(
			{ disk: fs, run: runProgram },
			{ folder: shop.folder, pin: null, base: null },
		);
		const all = checked.ok ? checked.value.report.findings : [];
		const rules = new Set(EVIDENCE_RULES.map(({ id }) => id));
		return all
			.filter(({ rule }) => rules.has(rule))
			.map(({ rule, file, line }) => `${rule} ${file}:${line}`)
			.sort();
	};
	const text = shop.read(TEST);
	// The suite and the test in it name the other criterion, and no file says so in one name.
	expect(await told()).toEqual(['criterion-uncovered user_stories.md:9']);
	await shop.verify();
	expect(await told()).toEqual([]);
	shop.write(TEST, text.replace(SHELF, 'ac_zzzzzzzzzz'));
	expect(await told()).toEqual(
		[
			'run-outdated docs/design/accounts/session.md:1',
			'criterion-uncovered user_stories.md:8',
			'criterion-uncovered user_stories.md:9',
			`coverage-unknown ${TEST}:5`,
		].sort(),
	);
	shop.write(TEST, text.replace('MOST_TRIES, 5', 'MOST_TRIES, 6'));
	await shop.verify();
	expect(await told()).toEqual(['run-red docs/design/accounts/session.md:1']);
	const { findings } = shop.served.workspace.observed();
	expect(findings.filter(({ rule }) => rule.startsWith('run-'))).toMatchObject([
		{ rule: 'run-red', artefact: SESSION },
	]);
});

test('[VE11] with tests first, every test has to fail before there is code', async () => {
	await using shop = await openShop({ testsFirst: true });
	const code = shop.read(CODE);
	const text = shop.read(TEST);
	shop.write(CODE, '');
	// Without the import, one test passes though there is nothing to test.
	shop.write(TEST, text.replace(/import \{ MOST.*\n/, 'const MOST_TRIES = 0;\n'));
	const early = await shop.verify();
	expect(early).toMatchObject(none('Tests of it pass before there is any code.'));
	expect(early.ok && early.value.findings[0]?.message).toContain(
		'a valid password opens the shelf',
	);
	shop.write(TEST, text);
	expect(await shop.verify()).toMatchObject({ value: { designs: [{ result: 'red' }] } });
	shop.write(CODE, code);
	await shop.verify();
	expect(await shop.phases()).toEqual(['verified', 'verified', 'verified']);
});
