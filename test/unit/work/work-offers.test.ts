import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSettled } from '#machines/lifecycle/approval.ts';
import { OFFERS } from '#machines/lifecycle/offers.ts';
import { whyNotStart } from '#machines/session/why-not-start.ts';
import { createWorkList, type WorkInput } from '#machines/work/create-work-list.ts';
import { RANK } from '#machines/work/work-item.ts';
import type { ArtefactId } from '#shared/id.ts';
import { keepsFromReview } from '#shared/imports/rules/in-code.ts';
import { upstreamOf } from '#shared/lifecycle/upstream.ts';
import { bookshop } from '#test/fixtures/pack-world.ts';
import { DEEDS, happen } from '#test/fixtures/work-deeds.ts';
import { WorkWorld } from '#test/fixtures/work-world.ts';

/** An Agent that was admitted. */
const asker = { id: 'ag_0123456789', role: null, refusal: null, has: () => false } as const;

/** An archived design whose text is gone is nobody's to write. */
const ARCHIVED_AND_GONE: [number, number][] = [
	[4, 5],
	[0, 2],
	[12, 0],
	[0, 0],
];

/** What the relay says to an Agent that submits it as it reads. */
function whyNotSubmit({ artefacts, state, findings, viewOf }: WorkInput, id: ArtefactId) {
	const errors = findings.filter((one) => one.artefact === id && keepsFromReview(one));
	const upstream = upstreamOf(artefacts, id).map((one) => ({
		id: one,
		approved: isSettled(viewOf(one)),
	}));
	const hand = { written: true, errorFindings: errors.length, upstream };
	return OFFERS.submit({ view: viewOf(id), hand, policy: state.policy, asker });
}

test('[NW7] nothing is offered that is refused, and no draft is held back that could be submitted', () => {
	const seen = { starts: 0, submits: 0, waits: 0, mends: 0 };
	fc.assert(
		fc.property(DEEDS, (all) => {
			const world = new WorkWorld(bookshop().artefacts);
			for (const [what, to] of all) {
				happen(world, what, to);
				const { input } = world;
				const { items } = createWorkList().look(input);
				const ground = { ...input, policy: input.state.policy };
				expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
				for (const { start, step, id, session, rank } of items) {
					if (start !== null) {
						seen.starts++;
						expect(whyNotStart(ground, start)).toBeNull();
					}
					if (id === null || session !== null) continue;
					if (step === 'submit_for_review') {
						seen.submits++;
						expect(whyNotSubmit(input, id)).toBeNull();
					}
					const isDraft = input.viewOf(id).phase === 'draft';
					if (isDraft && (step === 'wait' || rank === RANK.broken)) {
						seen[step === 'wait' ? 'waits' : 'mends']++;
						expect(whyNotSubmit(input, id)).not.toBeNull();
					}
				}
			}
		}),
		{ numRuns: 200, examples: [[ARCHIVED_AND_GONE]] },
	);
	for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
}, 60_000);
