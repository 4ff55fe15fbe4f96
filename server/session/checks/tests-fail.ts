import { isBeforeCode } from '#server/evidence/files-in-hand.ts';
import { type Check, componentOf, fails, folderOf, passes } from '#server/session/checks/check.ts';
import { runTestsOf, whyNotAsked } from '#server/session/checks/run-tests-of.ts';

/** The tests fail, because what they call is not written. */
export const testsFail: Check = async (ask) => {
	const why = whyNotAsked(ask);
	if (why !== null) return passes(why);
	const design = componentOf(ask);
	if (design === null) return fails('This Session is about no design.');
	const checkout = ask.ground.checkoutIn(folderOf(ask));
	checkout.artefacts();
	if (!isBeforeCode(checkout.filesOf(design)))
		return passes('The code is there already, so its tests may pass.');
	const ran = await runTestsOf(ask, [design]);
	if (!ran.ok) return fails(`The tests could not be run: ${ran.error.reason} ${ran.error.fix}`);
	const told = ran.value.designs.find((one) => one.design === design);
	if (told?.result === 'red') return passes(`The tests fail, as they should before the code.`);
	const { policy } = ask.ground.workspace.journal.ledger.state();
	if (policy.evidence?.testsFirst !== true) {
		return passes('The policy does not ask for tests first, so they are run once there is code.');
	}
	const because = told?.because ?? 'No test of this design was run.';
	return fails(
		`The tests came to nothing: ${because} Each has to call what the design offers, and to fail because it is not written.`,
	);
};
