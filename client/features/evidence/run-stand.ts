/** What a test run is worth by now: whether what it ran on is what is in hand. */

import { reasonHere } from '#client/features/trace/reason-here.ts';
import { fitsHere } from '#client/features/trace/run-in-hand.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';
import { NO_CODE } from '#machines/evidence/evidence-of.ts';
import type { Hash } from '#shared/hash.ts';
import type { EventId, EventOf } from '#shared/lifecycle/event.ts';
import { policyTestOf } from '#shared/lifecycle/evidence-rules.ts';

type Attested = EventOf<'attested'>;

/** Something that a run was of, and whether it is the same now. */
export interface RunPart {
	readonly words: string;
	/** Null for what is no file. */
	readonly path: string | null;
	readonly hash: Hash;
	/** `unknown`: this device has not heard of it. `none`: it was not there yet when the tests ran. */
	readonly now: 'same' | 'changed' | 'gone' | 'unknown';
	readonly early: boolean;
}

export function partsOf(workspace: Workspace, event: Attested): readonly RunPart[] {
	const { code = null, test = null } = workspace.traces.of(event.design) ?? {};
	const { known } = workspace.traces;
	const revision = workspace.canonical(event.design)?.revision ?? null;
	return [
		part('Design', null, event.revision, revision, workspace.loaded),
		...(
			[
				['Code', code, event.code],
				['Test', test, event.test],
			] as const
		).map(([words, file, hash]) => {
			const isKnown = known && (file === null || file.state === 'missing' || file.hash !== null);
			return part(words, file?.path ?? null, hash, file?.hash ?? null, isKnown);
		}),
		part('Test command', null, event.policyTest, policyTestOf(workspace.policy), true),
	];
}

function part(words: string, path: string | null, hash: Hash, now: Hash | null, known: boolean) {
	const early = hash === NO_CODE;
	const stand = !known ? 'unknown' : now === null ? 'gone' : now === hash ? 'same' : 'changed';
	return { words, path, hash, early, now: stand } as const;
}

export interface RunStand {
	readonly words: string;
	/** The run that speaks instead. */
	readonly instead: EventId | null;
	/** Whether it is about what is in hand. */
	readonly holds: boolean;
}

/** In a sentence; `id` is the attestation's own. */
export function standOf(workspace: Workspace, id: EventId, event: Attested): RunStand {
	const { observed, policy } = workspace;
	const nothing = (words: string, instead: EventId | null = null) => {
		return { words, instead, holds: false };
	};
	if (policy.evidence?.on !== true) return nothing('It counts for nothing: test runs are off.');
	const seen = observed?.evidence?.find(({ design }) => design === event.design);
	const speaks = seen !== undefined && (seen.result === 'verified' || seen.result === 'red');
	if (speaks && seen.run?.event === id && fitsHere(workspace, seen)) {
		const came = seen.result === 'red' ? 'failed' : 'passed';
		return { words: `Its tests ${came} on exactly what is here now.`, instead: null, holds: true };
	}
	const changed = partsOf(workspace, event).filter(
		({ now }) => now === 'changed' || now === 'gone',
	);
	if (changed.length > 0)
		return nothing(`It says nothing of what is here now: ${listOf(changed)} changed since.`);
	if (seen === undefined) return nothing('This device has not heard whether it fits what is here.');
	if (speaks) return nothing('Another run of the same files speaks in its place.', seen.run?.event);
	return nothing(reasonHere(seen.because));
}

function listOf(parts: readonly RunPart[]): string {
	const words = parts.map((one) => `the ${one.words.toLowerCase()}`);
	return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' and ');
}
