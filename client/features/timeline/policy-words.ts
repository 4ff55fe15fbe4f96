import type { ArtefactKind } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';

const GATE = {
	required: 'The gate is required',
	advisory: 'The gate is advisory',
	off: 'The gate is off',
} as const;

/** What a policy asks for an approval of this kind of artefact, in a sentence each. */
export function policyWords(policy: Policy, kind: ArtefactKind): readonly string[] {
	const people = policy.quorum[kind];
	return [
		`${GATE[policy.gates[kind]]}.`,
		people === 1 ? 'One person approves.' : `${people} different people approve.`,
		policy.assurance[kind] === 'presence'
			? 'Each signs with a passkey.'
			: 'A device key is enough.',
		policy.fourEyes ? 'Nobody approves what they submitted.' : 'Authors may approve their own.',
	];
}
