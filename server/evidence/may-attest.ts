/** Whether tests may be run here, and whether what comes of it would count: asked before anything runs. */
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import { noCommand } from '#server/evidence/test-argv.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

export type VerifyMode = 'run' | 'report' | 'replay';

export function whyNotAttest(
	{ root, policy, membership }: WorkspaceState,
	key: KeyId,
	mode: VerifyMode,
): Refusal | null {
	if (root === null) return notFounded;
	const { evidence, test } = policy;
	if (evidence?.on !== true) return off;
	if (mode !== 'report' && test.length === 0) return noCommand;
	if (mode === 'replay') return null;
	const relay = membership.relayOfKey(key);
	if (relay === null) return notEnrolled;
	if (relay.ci) return null;
	if (evidence.accept === 'ci') return onlyCi;
	return mode === 'report' && evidence.accept !== 'reports' ? noReports : null;
}

const notFounded = refusal(
	'not-founded',
	'This workspace has no founder yet, so nobody could have turned test runs on.',
	'Start Lintel, and open the pairing link that it prints: its first owner can.',
);
const off = refusal(
	'evidence-off',
	'Test runs are off: no owner turned them on.',
	'An owner turns them on in the app, under Settings: a test command, and test runs. What lintel.config.json proposes runs nothing until an owner signs it there.',
);
const notEnrolled = refusal(
	'relay-not-enrolled',
	'The key that would sign this run belongs to no relay and no build machine of the workspace.',
	'Ask an owner to add the build machine under Members; lintel ci-key prints what they need.',
);
const onlyCi = refusal(
	'only-ci',
	'The policy accepts only runs of build machines, so this one would not count.',
	'Let CI run lintel verify. Here, lintel verify --replay runs again what CI attested.',
);
const noReports = refusal(
	'no-reports',
	'The policy accepts no report that somebody hands in, only what Lintel ran itself.',
	'Run lintel verify without --report, or ask an owner to let the policy accept reports.',
);
