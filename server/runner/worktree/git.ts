/**
 * Git for the runner. No hook of the repository runs, nothing is signed or asked: what the runner does
 * with git has to be the same for everyone, and starts nothing that the configuration doesn't name.
 */
import type { RunTests } from '#server/evidence/run-tests.ts';

/** Null where git can't be started or was stopped. */
export type Git = (folder: string, ...args: readonly string[]) => Promise<GitRan | null>;

export interface GitRan {
	readonly status: number;
	/** Without the break at its end. */
	readonly output: string;
	/** What it said on both streams. */
	readonly said: string;
}

const MOST_MS = 5 * 60_000;
const QUIET = [
	...['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'gc.auto=0'],
	...['-c', 'commit.gpgSign=false', '-c', 'user.name=Lintel runner'],
	...['-c', 'user.email=runner@lintel.invalid'],
];

export function createGit(deps: {
	readonly runTests: RunTests;
	readonly environment: Readonly<Record<string, string>>;
}): Git {
	const environment = { ...deps.environment, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
	return async (folder, ...args) => {
		let said = '';
		const ended = await deps.runTests({
			...{ argv: ['git', ...QUIET, ...args], folder, environment, most: MOST_MS },
			signal: new AbortController().signal,
			onOutput: (text) => {
				said = `${said}${text}`.slice(-20_000);
			},
		});
		if (ended.kind !== 'ended') return null;
		const output = Buffer.from(ended.output).toString('utf8').trimEnd();
		return { status: ended.status, output, said };
	};
}
