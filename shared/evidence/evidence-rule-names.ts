import type { Severity } from '#shared/trace/finding.ts';

/** Every rule of evidence, with what it is there to find. */
export const EVIDENCE_RULES: readonly {
	readonly id: string;
	readonly severity: Severity;
	readonly says: string;
}[] = [
	{ id: 'run-red', severity: 'warning', says: 'The tests of a Design pass on what is here.' },
	{ id: 'run-outdated', severity: 'info', says: 'The last test run is of what is here.' },
	{ id: 'coverage-unknown', severity: 'warning', says: 'A test names criteria that are there.' },
	{ id: 'coverage-ambiguous', severity: 'warning', says: 'A test names one criterion at a time.' },
	{ id: 'criterion-uncovered', severity: 'info', says: 'A test covers each criterion.' },
	{ id: 'assertion-untested', severity: 'info', says: 'What a Design asserts has a test.' },
	{ id: 'test-unasserted', severity: 'info', says: 'A test is among its Design’s assertions.' },
];
