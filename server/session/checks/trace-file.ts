import { NO_CODE } from '#machines/evidence/evidence-of.ts';
import {
	type Check,
	componentOf,
	fails,
	filesIn,
	folderOf,
	passes,
} from '#server/session/checks/check.ts';

/** The test file of the Trace is there and not empty, and was handed in. */
export const testFile: Check = traceFile('test');
/** The code file of the Trace is there and not empty. */
export const codeFile: Check = traceFile('code');

function traceFile(side: 'code' | 'test'): Check {
	return (ask) => {
		const design = componentOf(ask);
		if (design === null) return fails('This Session is about no design.');
		const checkout = ask.ground.checkoutIn(folderOf(ask));
		checkout.artefacts();
		const file = checkout.filesOf(design)[side];
		if (file === null) {
			return fails(
				`Nothing says where the ${side} file of ${design} is. Name it on the context map or in the front matter of its design.`,
			);
		}
		if (file.hash === null)
			return fails(`${file.path} is not there. Write the ${side} file at ${file.path}.`);
		if (file.hash === NO_CODE) return fails(`${file.path} is empty. Write it.`);
		const meant = ask.step.writes.includes(side) && !filesIn(ask.output).includes(file.path);
		if (meant)
			return fails(`The ${side} file is ${file.path}. Write that one, and hand in its path.`);
		return passes(`${file.path} is there.`);
	};
}
