/**
 * Folds an artefact's facts, in any order in which parents come first.
 *
 * `replay` is XState running the definition. `advance` does the same to the context alone, from a
 * table read off the definition, and `resume` reads where the arrows between phases lead: XState
 * takes some 20 µs for a transition and more for what is observed, and a log of 100,000 events has
 * 2.5 s. A property test holds them equal.
 */
import { getInitialSnapshot, transition } from 'xstate';
import { artefactMachine } from '#machines/lifecycle/artefact-machine.ts';
import { brokenBasis } from '#machines/lifecycle/broken-basis.ts';
import type { LifecycleContext } from '#machines/lifecycle/context.ts';
import type { Fact, Observation } from '#machines/lifecycle/fact.ts';
import { type Guard, guards } from '#machines/lifecycle/guards.ts';
import { decisionOn } from '#machines/lifecycle/reading.ts';
import { type Recorder, recorders } from '#machines/lifecycle/record.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Refusal } from '#shared/refusal.ts';

interface Arrow {
	readonly guard: Guard;
	readonly recorder: Recorder;
}

const TABLE: ReadonlyMap<string, Arrow> = readTable();

/** What the machine makes of these facts, then of what is observed. */
export function replay(artefact: ArtefactId, facts: readonly Fact[], observed?: Observation) {
	let snapshot = getInitialSnapshot(artefactMachine, { artefact });
	for (const fact of facts) [snapshot] = transition(artefactMachine, snapshot, fact);
	return observed === undefined ? snapshot : transition(artefactMachine, snapshot, observed)[0];
}

/** Where the machine comes to rest with a folded context, after it has observed what is in hand. */
export function resume(
	folded: LifecycleContext,
	observed: Observation,
): { readonly value: StateValue; readonly context: LifecycleContext } {
	const context: LifecycleContext = { ...folded, seen: observed };
	const standing = brokenBasis(context).length > 0 ? 'suspect' : 'current';
	const decided = decisionOn(context);
	const phase = decided === 'approved' && observed.implemented ? builtPhase(observed) : decided;
	return { value: { phase, standing }, context };
}

interface StateValue {
	readonly phase: ReturnType<typeof decisionOn> | 'implemented' | 'verified';
	readonly standing: 'current' | 'suspect';
}

function builtPhase({ verified }: Observation): 'implemented' | 'verified' {
	return verified ? 'verified' : 'implemented';
}

/** Why the machine would take no notice of this fact, or null. */
export function judgeFact(context: LifecycleContext, fact: Fact): Refusal | null {
	return arrowFor(fact).guard(context, fact);
}

/** The context after a fact that its guard lets pass. */
export function advance(context: LifecycleContext, fact: Fact): LifecycleContext {
	return arrowFor(fact).recorder(context, fact);
}

function arrowFor(fact: Fact): Arrow {
	const arrow = TABLE.get(fact.type);
	if (arrow === undefined) throw new Error(`The machine has no arrow for ${fact.type}.`);
	return arrow;
}

function readTable(): Map<string, Arrow> {
	const table = new Map<string, Arrow>();
	for (const [type, arrow] of Object.entries(artefactMachine.config.on ?? {})) {
		if (typeof arrow !== 'object' || !('guard' in arrow)) continue;
		const guard = Object.entries(guards).find(([name]) => name === arrow.guard)?.[1];
		const recorder = Object.entries(recorders).find(([name]) => name === arrow.actions)?.[1];
		if (guard === undefined || recorder === undefined) {
			throw new Error(`The arrow for ${type} has no guard or records nothing.`);
		}
		table.set(type, { guard, recorder });
	}
	return table;
}
