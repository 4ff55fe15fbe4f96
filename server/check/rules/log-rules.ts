/** What may be wrong with the log and the texts that it names. */
import { namedRules } from '#server/check/rules/named-rules.ts';

export const LOG_RULES = [
	...namedRules('error', {
		'checkout-sparse': 'The files of Lintel’s that git has are in the checkout, sparse or not.',
		'log-missing': 'The log of the workspace is in the repository.',
		'log-not-founded': 'The log has the founding of its workspace.',
		'log-founded-twice': 'The log is of one workspace.',
		'log-other-root': 'The log is of the workspace that whoever checks expects.',
		'log-unreadable': 'A segment of the log can be read.',
		'log-altered': 'A segment of the log is what its name says.',
		'log-line-invalid': 'Every line of a segment is an event.',
		'log-unknown-key': 'The log says whose key signed each event.',
		'log-bad-signature': 'Every event is validly signed by its author.',
		'log-shadowed': 'No forged copy stands beside a signed event.',
		'log-event-refused': 'Every event may be in this log.',
		'log-parent-missing': 'Everything that an event builds on is here, and is signed.',
		'history-removed': 'Nothing that the base’s log holds is missing here.',
		'revision-altered': 'A frozen text is what its name says.',
	}),
	...namedRules('warning', {
		'root-unpinned': 'Whoever checks says which workspace it has to be.',
	}),
	...namedRules('info', {
		'event-not-counted': 'An event in the log counts.',
		'revision-missing': 'The texts that were approved are in the repository.',
	}),
];
