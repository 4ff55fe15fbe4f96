import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const BIN = join(import.meta.dirname, '../../../bin/lintel.js');
const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

/**
 * How Lintel is started so that permissions hold: as this user, or, for root, as nobody. Null
 * where that can't be done, or where nobody may not read this clone.
 */
export function unprivileged(): readonly string[] | null {
	if (process.getuid?.() !== 0) return [process.execPath, BIN];
	const program = [...NOBODY, process.execPath, BIN];
	const [command = '', ...args] = program;
	const tried = spawnSync(command, [...args, '--version'], { cwd: '/', encoding: 'utf8' });
	return tried.status === 0 ? program : null;
}
