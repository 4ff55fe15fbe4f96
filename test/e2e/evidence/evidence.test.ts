import fs, { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRepository } from '#server/check/check-repository.ts';
import { askLines } from '#server/cli/ask-lines.ts';
import { VerifyLine } from '#shared/evidence/verified.ts';
import {
	CODE,
	COMMAND,
	LOCK,
	openShop,
	SESSION,
	SHELF,
	STORY,
	TEST,
} from '#test/e2e/world/evidence-shop.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';

const ALL = ['verified', 'verified', 'verified'];
const GONE = ['implemented', 'implemented', 'implemented'];

test('[VE4] one byte of a verified file takes back the Story, undoing it gives it back', async () => {
	await using shop = await openShop();
	expect(await shop.phases()).toEqual(GONE);
	const verified = await shop.verify();
	expect(verified).toMatchObject({
		ok: true,
		value: {
			designs: [
				{
					...{ design: SESSION, result: 'green', tests: { passed: 2, failed: 0, skipped: 0 } },
					criteria: [
						{ id: SHELF, result: 'green' },
						{ id: LOCK, result: 'green' },
					],
				},
			],
			findings: [],
		},
	});
	expect(await shop.phases()).toEqual(ALL);

	const before = shop.read(CODE);
	shop.write(CODE, before.replace(';', ' '));
	expect(await shop.phases()).toEqual(GONE);
	const [evidence] = shop.served.workspace.observed().evidence ?? [];
	expect(evidence?.because).toMatch(/^The code changed since the run of \d{4}-/);
	shop.write(CODE, before);
	expect(await shop.phases()).toEqual(ALL);

	const text = shop.read(TEST);
	shop.write(TEST, `${text}\n`);
	expect(await shop.phases()).toEqual(GONE);
	shop.write(TEST, text);
	expect(await shop.phases()).toEqual(ALL);

	// What `lintel check` says of the same files is the same.
	const checked = await checkRepository(
		{ disk: fs, run: runProgram },
		{ folder: shop.folder, pin: null, base: null },
	);
	const phases = checked.ok ? checked.value.report.artefacts.map(({ phase }) => phase) : [];
	expect(phases).toEqual(ALL);
});

test('[VE5] a red run takes back what it backed, until one that knows of it is green', async () => {
	await using shop = await openShop();
	// The outcome hangs on a file that no hash is of: the same hashes come out both ways.
	shop.write(
		TEST,
		shop.read(TEST).replace('() => {}', "() => { if (existsSync('broken')) throw 1; }"),
	);
	shop.write(TEST, `import { existsSync } from 'node:fs';\n${shop.read(TEST)}`);
	await shop.verify();
	expect(await shop.phases()).toEqual(ALL);
	shop.write('broken', '');
	const replayed = await shop.replay();
	expect(replayed).toMatchObject({
		value: { designs: [{ result: 'fails', because: 'It is claimed green, and came out red.' }] },
	});
	expect(await shop.phases()).toEqual(ALL);
	expect(await shop.verify()).toMatchObject({ value: { designs: [{ result: 'red' }] } });
	expect(await shop.phases()).toEqual(GONE);
	shop.remove('broken');
	await shop.verify();
	expect(await shop.phases()).toEqual(ALL);
	expect(await shop.replay()).toMatchObject({ value: { designs: [{ result: 'holds' }] } });
});

test('[VE6] two branches have an answer each', async () => {
	await using shop = await openShop();
	await shop.verify();
	await shop.phases();
	shop.git('add', '-A');
	shop.git('commit', '-qm', 'Verified');
	shop.git('checkout', '-qb', 'other');
	shop.write(CODE, '// Another way.\nexport const MOST_TRIES = 5;\n');
	shop.git('commit', '-qam', 'Another way');
	expect(await shop.phases()).toEqual(GONE);
	await shop.verify();
	expect(await shop.phases()).toEqual(ALL);
	shop.write(CODE, 'export const MOST_TRIES = 6;\n');
	await shop.verify();
	expect(await shop.phases()).toEqual(GONE);
	shop.git('checkout', '-q', '-f', 'main');
	expect(await shop.phases()).toEqual(ALL);
	shop.git('checkout', '-q', 'other');
	expect(await shop.phases()).toEqual(ALL);
});

test('[VE7] nothing that an Agent writes chooses what runs', async () => {
	await using shop = await openShop();
	const marker = join(shop.folder, 'ran');
	const evil = ['sh', '-c', `touch ${marker}`];
	shop.write(
		'lintel.config.json',
		JSON.stringify({ policy: { test: evil, evidence: { on: true } } }),
	);
	const code = 'src/$(touch ran);`touch ran`.ts';
	const test = code.replace('src/', 'test/').replace('.ts', '.test.ts');
	shop.write(code, 'export {};\n');
	shop.write(test, "import { test } from 'node:test';\ntest('shells', () => {});\n");
	shop.write('context_map.md', shop.read('context_map.md').replace(CODE, code));
	const { workspace } = shop.served;
	await expect
		.poll(() => workspace.artefacts().contexts[0]?.components[0]?.code, { timeout: 20_000 })
		.toBe(code);
	const verified = await shop.verify();
	expect(verified).toMatchObject({ value: { designs: [{ test, result: 'green' }] } });
	expect(existsSync(marker)).toBe(false);

	await shop.setPolicy({ test: COMMAND });
	expect(await shop.verify()).toMatchObject({ ok: false, error: { guard: 'evidence-off' } });
	await shop.setPolicy({ test: [], evidence: { on: true } });
	expect(await shop.verify()).toMatchObject({ ok: false, error: { guard: 'no-test-command' } });
	expect(existsSync(marker)).toBe(false);
});

test('[VE8] [VE16] through the Lintel that runs, output streams, and hanging up ends every process', async () => {
	await using shop = await openShop();
	const pids = join(shop.folder, 'pids');
	const script = `
const { spawn } = require('node:child_process');
const below = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
require('node:fs').writeFileSync('pids', process.pid + ' ' + below.pid);
console.log('on and on');
setInterval(() => {}, 1000);
`;
	await shop.setPolicy({ test: [process.execPath, '-e', script], evidence: { on: true } });
	const { relay, workspace } = shop.served;
	const at = { port: relay.port, url: relay.url, secret: relay.access.localSecret.value };
	const body = { slug: workspace.slug, paths: [], replay: false, report: null, format: null };
	const leaving = new AbortController();
	const heard: string[] = [];
	const told: unknown[] = [];
	workspace.onObserved(({ running }) => told.push(running?.designs));
	const asked = askLines(at, '/local/verify', body, leaving.signal, (line) => {
		const said = VerifyLine.parse(JSON.parse(line));
		if (said.type !== 'output') return;
		heard.push(said.text);
		leaving.abort();
	});
	await expect(asked).rejects.toThrow();
	expect(heard.join('')).toContain('on and on');
	const [one = '', two = ''] = fs.readFileSync(pids, 'utf8').split(' ');
	await expect
		.poll(() => [isAlive(one), isAlive(two)], { timeout: 20_000 })
		.toEqual([false, false]);
	await expect
		.poll(async () => (await shop.verify('nowhere')).ok || 'free', { timeout: 20_000 })
		.toBe('free');
	expect(workspace.viewOf(STORY).phase).toBe('implemented');
	expect(told[0]).toEqual([SESSION]);
	expect(told.at(-1)).toBeUndefined();
	expect(workspace.observed().running).toBeUndefined();
});

function isAlive(pid: string): boolean {
	try {
		process.kill(Number(pid), 0);
		return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2] !== 'Z';
	} catch {
		return false;
	}
}
