import { type Refusal, refusal } from '#shared/refusal.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** What one file may hold. Beyond, it is not read, and nothing is written over it. */
export const LIMITS = {
	/** Characters; for plain text, bytes. */
	characters: 10 * 1024 * 1024,
	lines: 500_000,
	/** Of a table in a file of its own. */
	rows: 50_000,
	stories: 5_000,
	criteria: 50_000,
	contexts: 1_000,
} as const;

type Limited = keyof typeof LIMITS;

const WORDS: Readonly<Record<Limited, string>> = {
	characters: '10 MiB',
	lines: '500,000 lines',
	rows: '50,000 rows',
	stories: '5,000 stories',
	criteria: '50,000 acceptance criteria',
	contexts: '1,000 contexts',
};

/** The first limit that these counts break, or null. */
export function overLimit(counts: Partial<Record<Limited, number>>): Refusal | null {
	for (const limit of Object.keys(LIMITS)) {
		if (!isLimited(limit) || (counts[limit] ?? 0) <= LIMITS[limit]) continue;
		return refusal(
			'file-too-large',
			`This file holds more than Lintel reads from one: the limit is ${WORDS[limit]}.`,
			'Split the file, or take out what is no longer needed. Nothing was read or changed.',
		);
	}
	return null;
}

function isLimited(key: string): key is Limited {
	return key in LIMITS;
}

export function findingOf(no: Refusal): Finding {
	const { guard, reason, fix } = no;
	return {
		rule: guard,
		severity: 'error',
		message: reason,
		fix,
		artefact: null,
		field: null,
		place: null,
		file: null,
		line: 1,
	};
}
