import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for one test, gone with it. */
export interface TemporaryFolder extends Disposable {
	readonly path: string;
	file(name: string): string;
}

export function createTemporaryFolder(): TemporaryFolder {
	const path = mkdtempSync(join(tmpdir(), 'lintel-'));
	return {
		path,
		file: (name) => join(path, name),
		[Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
	};
}
