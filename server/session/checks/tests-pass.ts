import { type Check, componentOf, fails, passes } from '#server/session/checks/check.ts';
import { runTestsOf, whyNotAsked } from '#server/session/checks/run-tests-of.ts';

/** The tests pass on exactly what is there, and the run is attested. */
export const testsPass: Check = async (ask) => {
	const why = whyNotAsked(ask);
	if (why !== null) return passes(why);
	const design = componentOf(ask);
	if (design === null) return fails('This Session is about no design.');
	const ran = await runTestsOf(ask, [design]);
	if (!ran.ok) return fails(`The tests could not be run: ${ran.error.reason} ${ran.error.fix}`);
	const told = ran.value.designs.find((one) => one.design === design);
	if (told?.result === 'green') return passes(`All ${told.tests.passed} tests pass.`);
	if (told?.result !== 'red') {
		return fails(
			`The tests came to nothing: ${told?.because ?? 'no test of this design was run.'}`,
		);
	}
	const red = told.criteria.filter(({ result }) => result === 'red').map(({ id }) => id);
	const which = red.length === 0 ? '' : ` Criteria that fail: ${red.join(', ')}.`;
	const because = told.because === null ? '' : ` ${told.because}`;
	const found = ran.value.findings.slice(0, 10).map(({ message }) => ` ${message}`);
	return fails(
		`${told.tests.failed} of ${told.tests.failed + told.tests.passed} tests fail.${which}${because}${found.join('')} Run them yourself, and change the code until they pass.`,
	);
};
