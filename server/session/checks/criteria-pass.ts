import { evidenceOf } from '#machines/evidence/evidence-of.ts';
import {
	type Check,
	type CheckAsk,
	fails,
	filesIn,
	folderOf,
	passes,
} from '#server/session/checks/check.ts';
import { runTestsOf, whyNotAsked } from '#server/session/checks/run-tests-of.ts';
import type { ComponentId } from '#shared/id.ts';

/** A passing test covers every criterion of the Story, by the run of now and by those that still fit. */
export const criteriaPass: Check = async (ask) => {
	const why = whyNotAsked(ask);
	if (why !== null) return passes(why);
	const { workspace } = ask.ground;
	const story = workspace.artefacts().stories.find(({ id }) => id === ask.session.artefact);
	if (story === undefined) return fails('The story of this Session is not there.');
	const ran = await runTestsOf(ask, filesIn(ask.output));
	if (!ran.ok) return fails(`The tests could not be run: ${ran.error.reason} ${ran.error.fix}`);
	const now = ran.value.designs.flatMap(({ criteria }) => criteria);
	const all = [...now, ...stillFitting(ask, new Set(ran.value.designs.map((one) => one.design)))];
	const red = story.criteria.filter(({ id }) =>
		now.some((one) => one.id === id && one.result === 'red'),
	);
	if (red.length > 0) return fails(`Tests fail for ${named(red)}.`);
	const left = story.criteria.filter(
		({ id }) => !all.some((one) => one.id === id && one.result === 'green'),
	);
	if (left.length === 0) return passes('A passing test covers every criterion.');
	return fails(
		`No passing test names ${named(left)}. Write one for each, with the criterion in its title as the pack shows.`,
	);
};

/** What runs of other Designs say, where they fit the files that are in the Session's folder now. */
function stillFitting(ask: CheckAsk, ran: ReadonlySet<ComponentId>) {
	const checkout = ask.ground.checkoutIn(folderOf(ask));
	const { designs } = checkout.artefacts();
	return designs.flatMap(({ id }) => {
		if (ran.has(id)) return [];
		const { code, test } = checkout.filesOf(id);
		const hashes = { code: code?.hash ?? null, test: test?.hash ?? null };
		const hand = { revision: checkout.revisionOf(id), ...hashes };
		const evidence = evidenceOf(checkout.state(), id, hand);
		return evidence.result === 'verified' ? evidence.criteria : [];
	});
}

function named(criteria: readonly { readonly id: string; readonly text: string }[]): string {
	return criteria.map(({ id, text }) => `“${text}” (${id})`).join(', ');
}
