/**
 * How long `lintel check` takes over repositories of designs, code and tests, with nothing kept and
 * with nothing changed, beside what OpenSpec's `validate` takes over as many of its specs.
 *
 *     node test/bench/check-repository.ts [--smoke] [--rounds 3]
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Measured, measure } from '#test/bench/check-repository/measure.ts';
import { installOpenSpec, measureOpenSpec } from '#test/bench/check-repository/openspec.ts';
import { packLintel } from '#test/bench/check-repository/pack.ts';
import { writeRepository } from '#test/bench/verify/write-repository.ts';

const { values: options } = parseArgs({
	options: {
		smoke: { type: 'boolean', default: false },
		rounds: { type: 'string', default: '3' },
		sizes: { type: 'string', default: '100,1000,5000' },
	},
});
const SIZES = options.smoke ? [100] : options.sizes.split(',').map(Number);
const ROUNDS = options.smoke ? 1 : Number(options.rounds);
const WITH_IMPORTS = '{ "preset": "typescript" }\n';
/** Files that changed within these are looked at again. */
const JUST_NOW_MS = 2_100;

if (!options.smoke) installOpenSpec();
console.log(
	`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, load ${loadavg()[0]}`,
);
using packed = packLintel();
for (const size of SIZES) await checkOf(size);

async function checkOf(size: number): Promise<void> {
	const repository = await writeRepository(size, true);
	const data = mkdtempSync(join(tmpdir(), 'lintel-bench-data-'));
	const { folder, root } = repository;
	const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder });
	git('init', '-q');
	git('add', '-A');
	const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
	git(...identity, 'commit', '-qm', 'Start');
	const check = (...more: readonly string[]) =>
		measure([packed.bin, 'check', '--root', root, ...more], folder, { LINTEL_DATA: data });
	const first = check('--json', '--no-cache');
	const { artefacts, summary } = JSON.parse(first.stdout);
	const approved = artefacts.filter((one: { state: string }) => one.state === 'approved').length;
	if (approved !== size || summary.error > 0) throw new Error('The repository is not in order.');

	const report = reportOf(size);
	console.log(`\n${size.toLocaleString('en')} designs, ${(size * 3).toLocaleString('en')} files`);
	report(
		'with nothing kept',
		rounds(() => check('--no-cache')),
		'under 2,000 ms, 400 MB',
	);
	writeFileSync(join(folder, 'lintel.config.json'), WITH_IMPORTS);
	report(
		'and the imports read',
		rounds(() => check('--no-cache')),
		'',
	);
	await new Promise((resolve) => setTimeout(resolve, JUST_NOW_MS));
	check();
	report(
		'nothing changed',
		rounds(() => check()),
		'under 300 ms',
	);
	const touched = join(folder, 'docs/design/part-0.md');
	report(
		'one file touched',
		rounds((n) => {
			utimesSync(touched, n, n);
			return check();
		}),
		'',
	);
	report(
		'one design changed',
		rounds(() => {
			appendFileSync(touched, '\n');
			return check();
		}),
		'',
	);
	report(
		'one code file changed',
		rounds((n) => {
			appendFileSync(join(folder, 'src/part-1.ts'), `// ${n}\n`);
			return check();
		}),
		'',
	);
	if (!options.smoke) {
		report(
			'OpenSpec validate, as many specs',
			rounds(() => measureOpenSpec(size)),
			'',
		);
	}
	rmSync(folder, { recursive: true });
	rmSync(data, { recursive: true });
}

function rounds(run: (n: number) => Measured): readonly Measured[] {
	return Array.from({ length: ROUNDS }, (_, n) => run(n));
}

/** The best of the rounds: what others do on the machine only ever adds. */
function reportOf(size: number) {
	return (what: string, all: readonly Measured[], target: string): void => {
		const best = (of: (one: Measured) => number) => Math.min(...all.map(of));
		const took = best((one) => one.took);
		const columns = [
			`  ${what.padEnd(34)}`,
			`${took.toFixed(0)} ms`.padStart(10),
			`${best(({ worked }) => worked).toFixed(0)} ms of work`.padStart(18),
			`${best(({ memory }) => memory).toFixed(0)} MB`.padStart(8),
			`${(took / size).toFixed(2)} ms a design`.padStart(18),
		];
		console.log(`${columns.join(' ')}   ${target}`.trimEnd());
	};
}
