import type { ArtefactKind } from '#shared/id.ts';
import type { Policy } from '#shared/lifecycle/policy.ts';

/** What a gate holds against, in plain words. */
export interface GateStrength {
	/**
	 * `enforced`: every approval takes a person's touch. `device`: enforced against files, tokens and
	 * relays, and advisory against a program that drives this browser. `advisory`: it only informs.
	 */
	readonly level: 'enforced' | 'device' | 'advisory' | 'off';
	readonly label: string;
	readonly words: string;
}

export function gateStrength(
	policy: Pick<Policy, 'gates' | 'assurance'>,
	kind: ArtefactKind,
): GateStrength {
	const mode = policy.gates[kind];
	if (mode === 'off') return { level: 'off', label: 'Off', words: 'Nothing is approved here.' };
	if (mode === 'advisory') {
		const words = 'It informs, and stops nothing that rests on it.';
		return { level: 'advisory', label: 'Advisory', words };
	}
	return policy.assurance[kind] === 'presence' ? ENFORCED : BY_DEVICE;
}

const ENFORCED: GateStrength = {
	level: 'enforced',
	label: 'Enforced',
	words:
		'Every approval takes a passkey and its person’s touch. No agent, file, token or relay can make one, nor a program that drives this browser.',
};

const BY_DEVICE: GateStrength = {
	level: 'device',
	label: 'Enforced by device keys, advisory in this browser',
	words:
		'An approval takes a key that never leaves a member’s browser: no agent’s token, no file and no relay can make one. A program that drives this very browser profile could press the button; only a passkey stops that.',
};
