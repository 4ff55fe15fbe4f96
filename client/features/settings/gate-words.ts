import type { ArtefactKind } from '#shared/id.ts';
import type { Assurance, GateMode } from '#shared/lifecycle/policy.ts';

/** The practices in the order of the pipeline. */
export const GATES = [
	{ kind: 'story', words: 'User stories', about: 'What done means, with criteria.' },
	{ kind: 'context', words: 'Context map', about: 'What owns what, and may depend on what.' },
	{ kind: 'design', words: 'Component designs', about: 'One design per code file per test file.' },
] as const satisfies readonly { kind: ArtefactKind; words: string; about: string }[];

export const MODES = [
	{ value: 'required', words: 'Required' },
	{ value: 'advisory', words: 'Advisory' },
	{ value: 'off', words: 'Off' },
] as const satisfies readonly { value: GateMode; words: string }[];

export const ASSURANCES = [
	{ value: 'device', words: 'Device key' },
	{ value: 'presence', words: 'Passkey' },
] as const satisfies readonly { value: Assurance; words: string }[];
