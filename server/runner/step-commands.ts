import { testArgv } from '#server/evidence/test-argv.ts';
import type { Commands } from '#server/runner/tools/run-command.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';

/**
 * What a step may run: the commands that people configured, and the tests that an owner signed.
 * Their report goes to `place`, a folder of its owner's alone: in one that everybody may write to,
 * a link of somebody else's could stand where it is written.
 */
export function stepCommands(
	configured: Commands,
	{ test, evidence }: Pick<Policy, 'test' | 'evidence'>,
	tests: readonly string[],
	place: string,
): Commands {
	if (evidence?.on !== true || test.length === 0) return configured;
	const argv = testArgv(test, tests, `${place}/report`);
	return argv.ok ? { ...configured, test: argv.value } : configured;
}
