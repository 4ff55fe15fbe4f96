import { GATES } from '#client/features/settings/gate-words.ts';
import type { PolicyDifference } from '#shared/lifecycle/policy-file.ts';

const FIELDS: Readonly<Record<string, string>> = {
	gates: 'gate',
	quorum: 'people who must approve',
	assurance: 'signed with',
	fourEyes: 'four-eyes',
	failing: 'failing rules',
	ignore: 'left out',
	test: 'test command',
	notifyContent: 'titles in notifications',
	'evidence.on': 'test runs',
	'evidence.accept': 'what counts as a test run',
	'evidence.testsFirst': 'tests first',
	'evidence.minutes': 'minutes for a test run',
	'evidence.report': 'test report',
};

const VALUES: Readonly<Record<string, string>> = {
	device: 'a device key',
	presence: 'a passkey',
	reports: 'also reports handed in',
	runs: 'what Lintel ran',
	ci: 'only build machines’ runs',
};

/** `gates.story` as people say it: `user stories`, or `user stories, signed with`. */
export function fieldWords(field: string): string {
	const [name = '', kind] = field.split('.');
	const words = FIELDS[field] ?? FIELDS[name] ?? name;
	const about = GATES.find((gate) => gate.kind === kind)?.words.toLowerCase();
	if (about === undefined) return words;
	return name === 'gates' ? about : `${about}, ${words}`;
}

/** What a change of policy comes to: `context map: required → off`. */
export function changeWords({ field, from, to }: PolicyDifference): string {
	return `${fieldWords(field)}: ${valueWords(from)} → ${valueWords(to)}`;
}

export function valueWords(value: string): string {
	return VALUES[value] ?? value;
}
