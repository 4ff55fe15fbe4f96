import { type Check, fails, filesIn, passes } from '#server/session/checks/check.ts';
import { runTestsOf, whyNotAsked } from '#server/session/checks/run-tests-of.ts';

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
	const before = (workspace.observed().evidence ?? [])
		.filter(({ result, design }) => {
			return result === 'verified' && !ran.value.designs.some((one) => one.design === design);
		})
		.flatMap(({ criteria }) => criteria);
	const all = [...now, ...before];
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

function named(criteria: readonly { readonly id: string; readonly text: string }[]): string {
	return criteria.map(({ id, text }) => `“${text}” (${id})`).join(', ');
}
