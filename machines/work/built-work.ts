/** What follows from an artefact that is approved: the next one down, its code, its evidence. */

import type { ArtefactFacts } from '#machines/work/artefact-facts.ts';
import type { Item } from '#machines/work/artefact-work.ts';
import { blocked } from '#machines/work/blocked.ts';
import { RANK } from '#machines/work/work-item.ts';
import { idOf } from '#shared/artefact/any-artefact.ts';
import { ComponentId } from '#shared/id.ts';

export function builtWork(facts: ArtefactFacts): readonly Item[] {
	switch (facts.artefact.kind) {
		case 'story':
			return belowStory(facts);
		case 'context':
			return belowContext(facts);
		case 'design':
			return belowDesign(facts);
	}
}

function belowStory({ artefact, view, mapped, served, practices }: ArtefactFacts): readonly Item[] {
	if (!mapped && practices.has('context')) {
		const why = 'The story is approved, and no context satisfies it yet.';
		const start = { kind: 'context-mapping', artefact: null } as const;
		return [{ who: 'agent', step: 'write_context', why, rank: RANK.derive, start }];
	}
	if (!served || view.phase === 'verified') return [];
	const why =
		'Every design that serves the story is verified, and not every criterion has a passing test.';
	const start = { kind: 'integration', artefact: idOf(artefact) } as const;
	return [{ who: 'agent', step: 'start_session', why, rank: RANK.build, start }];
}

function belowContext({ artefact, missing, open, practices }: ArtefactFacts): readonly Item[] {
	if (artefact.kind !== 'context' || !practices.has('design')) return [];
	if (artefact.context.components.length === 0) {
		if (open.length > 0) return [blocked(open)];
		const why = 'The context is approved, and names no component yet.';
		const start = { kind: 'context-design', artefact: artefact.context.id } as const;
		return [{ who: 'agent', step: 'write_context', why, rank: RANK.derive, start }];
	}
	const why = 'Its context is approved, and it has no design yet.';
	return missing.map(({ id, name }) => {
		const start = { kind: 'component-design', artefact: id } as const;
		return { who: 'agent', step: 'write_design', why, rank: RANK.derive, start, id, title: name };
	});
}

function belowDesign({ artefact, view, evidence, tested }: ArtefactFacts): readonly Item[] {
	const id = ComponentId.safeParse(idOf(artefact)).data ?? null;
	const code = { kind: 'component-code', artefact: id } as const;
	if (view.phase === 'approved') {
		const why = 'The design is approved: write its code file and its test file, as it says.';
		const start = tested ? code : ({ kind: 'component-tests', artefact: id } as const);
		return [{ who: 'agent', step: 'implement', why, rank: RANK.build, start }];
	}
	if (view.phase === 'verified' || evidence === null) return [];
	if (evidence.result === 'red') {
		const why = `${evidence.because} Repair the code, as the design says.`;
		return [{ who: 'agent', step: 'implement', why, rank: RANK.broken, start: code }];
	}
	const why = `${evidence.because} Run lintel verify.`;
	return [{ who: 'agent', step: 'verify', why, rank: RANK.build }];
}
