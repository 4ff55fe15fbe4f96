import { type Refusal, refusal } from '#shared/refusal.ts';

/** More than any runner writes: beyond, a report is refused and nothing of it is kept. */
export const MOST_TESTS = 200_000;
export const MOST_NAME = 2_000;

/** Why a report can't be read: what is wrong and where, as a sentence without its stop. */
export function unreadable(what: string, fix = RUN_AGAIN): Refusal {
	return refusal('report-unreadable', `The test report can’t be read: ${what}.`, fix);
}

const RUN_AGAIN = 'Run the tests again and let the runner write the whole report, in UTF-8.';

export function tooMany(): Refusal {
	return unreadable(`it names more than ${MOST_TESTS.toLocaleString('en')} tests`);
}

/** A name that a person could have given a test; the rest of a longer one is cut. */
export function nameFrom(text: string): string {
	return text.slice(0, MOST_NAME).trim();
}
