/** Lintel as it is published: a start from its sources takes longer, and nobody installs those. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const HERE = resolve(import.meta.dirname, '../../..');

/** In a folder of its own, which goes with it. */
export function packLintel(): Disposable & { readonly bin: string } {
	const folder = mkdtempSync(join(tmpdir(), 'lintel-bench-packed-'));
	const rolldown = join(HERE, 'node_modules/.bin/rolldown');
	const packing = [
		'-c',
		'rolldown.config.mjs',
		'-d',
		join(folder, 'dist'),
		'--log-level',
		'silent',
	];
	execFileSync(rolldown, packing, { cwd: HERE, stdio: 'ignore' });
	for (const name of ['bin', 'package.json'])
		cpSync(join(HERE, name), join(folder, name), { recursive: true });
	mkdirSync(join(folder, 'build'));
	symlinkSync(join(HERE, 'node_modules'), join(folder, 'node_modules'));
	return {
		bin: join(folder, 'bin/lintel.js'),
		[Symbol.dispose]: () => rmSync(folder, { recursive: true }),
	};
}
