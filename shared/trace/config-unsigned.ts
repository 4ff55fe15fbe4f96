import type { Policy } from '#shared/lifecycle/policy.ts';
import { type PolicyFile, policyDifferences } from '#shared/lifecycle/policy-file.ts';
import type { Finding } from '#shared/trace/finding.ts';

export const CONFIG_UNSIGNED = 'config-unsigned';

/** Says where a config file and the signed policy part ways. What is signed stays in force. */
export function configUnsigned(
	signed: Policy,
	proposed: PolicyFile | null,
	file: string,
): Finding | null {
	const differences = proposed === null ? [] : policyDifferences(signed, proposed);
	if (differences.length === 0) return null;
	const list = differences
		.map(({ field, from, to }) => `${field} (signed: ${from}; file: ${to})`)
		.join(', ');
	return {
		rule: CONFIG_UNSIGNED,
		severity: 'warning',
		message: `${file} says another policy than the one that an owner signed, which stays in force: ${list}.`,
		fix: 'In Settings, an owner takes the policy from the file and signs it, or writes the signed one to the file.',
		artefact: null,
		field: null,
		place: null,
		file,
		line: null,
	};
}
