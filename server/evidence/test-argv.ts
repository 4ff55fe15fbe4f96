/**
 * The argv of one test run: the policy's, with its two placeholders filled in. It is never joined into
 * a line, so no shell and no file name can change what runs.
 *
 *     {files}    an argument of its own: the test files of this run, each as its own argument
 *     {report}   anywhere in an argument: a fresh file of Lintel's that the runner writes its report to
 */
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Without `{files}` nothing is added: the command runs whatever it runs. */
export function testArgv(
	command: readonly string[],
	files: readonly string[],
	report: string,
): Result<readonly [string, ...string[]], Refusal> {
	const odd = command.includes('{files}') ? files.find(isOdd) : undefined;
	if (odd !== undefined) return err(oddName(odd));
	const [program, ...rest] = command.flatMap((one, n) =>
		one === '{files}' && n > 0 ? files : one.replaceAll('{report}', report),
	);
	return program === undefined || program === '' ? err(noCommand) : ok([program, ...rest]);
}

/** A program takes what begins with a dash for an option, whoever gave the file its name. */
function isOdd(path: string): boolean {
	return path.startsWith('-') || /\p{Cc}/u.test(path);
}

export const noCommand = refusal(
	'no-test-command',
	'The signed policy names no test command.',
	'Ask an owner to sign one in Settings, under Test command: one argument a line, the program first.',
);

function oddName(path: string): Refusal {
	return refusal(
		'test-file-name',
		`The test file ${JSON.stringify(path)} has a name that a program could take for an option.`,
		'Rename it, and the code file with it.',
	);
}
