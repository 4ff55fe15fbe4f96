/** A `lintel` on the path, and hooks run as clients and git run them: by a shell, with that path. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkingCopy } from '#test/e2e/world/working-copy.ts';

const BIN = join(import.meta.dirname, '../../../bin/lintel.js');

export interface Shell {
	/** Runs a line of shell in a folder of the copy. */
	run(line: string, input?: string, folder?: string): Ran;
}

export interface Ran {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** With `installed` false, there is no `lintel` on the path. */
export function shellFor(copy: WorkingCopy, installed = true): Shell {
	const bin = `${copy.data}-bin`;
	mkdirSync(bin, { recursive: true });
	if (installed) {
		const script = `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`;
		writeFileSync(join(bin, 'lintel'), script, { mode: 0o755 });
	}
	const env = {
		...{ PATH: `${bin}:/usr/bin:/bin`, HOME: copy.folder, LINTEL_DATA: copy.data },
		...{ GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.org' },
		...{ GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.org' },
	};
	return {
		run: (line, input = '', folder = copy.folder) =>
			spawnSync('/bin/sh', ['-c', line], { cwd: folder, env, input, encoding: 'utf8' }),
	};
}
