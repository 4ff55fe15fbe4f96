/**
 * How long a cold process takes to prove a log's signatures, and a whole repository.
 *
 *     node test/bench/verify.ts [--smoke]
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type WrittenRepository, writeRepository } from '#test/bench/verify/write-repository.ts';

const smoke = process.argv.includes('--smoke');
const SIGNATURES = smoke ? 400 : 10_000;
const SIZES = smoke ? [20] : [100, 1_000, 5_000];
const ROOT = join(import.meta.dirname, '../..');

const log = await writeRepository(Math.ceil(SIGNATURES / 2), false);
const proved = inChild([join(ROOT, 'test/bench/verify/child.ts'), log.folder, log.root]);
const { took, counted, memory } = JSON.parse(proved.stdout);
if (counted !== log.events) throw new Error('A good event did not count.');
rmSync(log.folder, { recursive: true });
report(
	`prove ${log.events.toLocaleString('en')} signed events`,
	took,
	smoke ? '' : 'under 4,000 ms',
	`${Math.round(memory / 1024)} MB`,
);

for (const size of SIZES) {
	const repository = await writeRepository(size, true);
	const { ms, stdout } = check(repository);
	const { artefacts, summary } = JSON.parse(stdout);
	const approved = artefacts.filter((one: { state: string }) => one.state === 'approved').length;
	if (approved !== size || summary.error > 0) throw new Error('The repository is not in order.');
	rmSync(repository.folder, { recursive: true });
	const events = repository.events.toLocaleString('en');
	report(`check ${size.toLocaleString('en')} designs`, ms, '', `${events} events, whole command`);
}

function check({ folder, root }: WrittenRepository) {
	const main = join(ROOT, 'bin/lintel.js');
	return inChild([main, 'check', '--repo', folder, '--root', root, '--json']);
}

function inChild(args: readonly string[]) {
	const start = performance.now();
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		encoding: 'utf8',
		maxBuffer: 1024 ** 3,
	});
	if (status !== 0) throw new Error(stderr || stdout.slice(0, 2_000));
	return { ms: performance.now() - start, stdout };
}

function report(what: string, ms: number, target: string, note: string): void {
	console.log(
		`${what.padEnd(34)} ${`${ms.toFixed(0)} ms`.padStart(10)}   ${target.padEnd(16)} ${note}`,
	);
}
