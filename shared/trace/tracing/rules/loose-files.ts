/** Rules about files that no Trace has. */
import type { Severity } from '#shared/trace/finding.ts';

interface LooseRule {
	readonly id: string;
	readonly severity: Severity;
	readonly says: string;
	say(path: string, design: string | null): { readonly message: string; readonly fix: string };
}

export const codeWithoutDesign: LooseRule = {
	id: 'code-without-design',
	severity: 'warning',
	says: 'A code file of the 1:1:1 rule has a design, once the repository has any.',
	say: (path, design) => ({
		message: `${path} has no design.`,
		fix: `Write ${design ?? 'its design'} and list its component in the context map, or leave the file out by an ignore glob of the policy.`,
	}),
};

export const testWithoutCode: LooseRule = {
	id: 'test-without-code',
	severity: 'info',
	says: 'A test file lies where the rule puts the test of a code file that is there.',
	say: (path) => ({
		message: `${path} is where the rule puts a test, and its code is not there.`,
		fix: 'Delete it with the code that went, move it to where its code is now, or leave it out by an ignore glob.',
	}),
};
