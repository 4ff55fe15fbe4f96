import { clockWords } from '#client/features/session/clock-words.ts';
import { stepTitle } from '#client/features/session/session-words.ts';
import type { ToldDeed } from '#client/features/session/told-deeds.ts';
import type { SessionState } from '#machines/session/session-state.ts';
import type { TranscriptEntry } from '#shared/session/transcript.ts';

/** A line of the transcript, or the heading of the step whose lines follow. */
export type TranscriptRow =
	| { readonly kind: 'step'; readonly key: string; readonly title: string }
	| (Line & { readonly kind: 'entry'; readonly entry: TranscriptEntry })
	| (Line & { readonly kind: 'deed'; readonly deed: ToldDeed });

interface Line {
	readonly key: string;
	/** Whether the line above is of another minute. */
	readonly timed: boolean;
	/** Whether another one than in the lines above spoke last. */
	readonly named: boolean;
}

/**
 * What was said and what people decided, as it happened, with a heading wherever another step begins.
 * `deeds` stand by their times between the entries, which keep their order.
 */
export function transcriptRows(
	session: Pick<SessionState, 'kind'>,
	entries: readonly TranscriptEntry[],
	deeds: readonly ToldDeed[] = [],
): readonly TranscriptRow[] {
	const rows: TranscriptRow[] = [];
	const left = [...deeds];
	let [step, minute, speaker]: [string | null, string, string] = [null, '', ''];

	for (const entry of entries) {
		while (left[0] !== undefined && left[0].at < entry.at) addDeed(left.shift());
		begin(entry.step, `step-${entry.n}`);
		const speaks = entry.body.type === 'text' || entry.body.type === 'output';
		const line = { key: `${entry.n}`, timed: isTimed(entry.at), named: speaker !== entry.who };
		if (speaks) speaker = entry.who;
		rows.push({ kind: 'entry', ...line, entry });
	}
	for (const deed of left) addDeed(deed);
	return rows;

	function addDeed(deed: ToldDeed | undefined): void {
		if (deed === undefined) return;
		begin(deed.step, `step-${deed.event}`);
		speaker = '';
		rows.push({ kind: 'deed', key: deed.event, timed: isTimed(deed.at), named: true, deed });
	}

	function begin(next: string | null, key: string): void {
		if (next === null || next === step) return;
		step = next;
		speaker = '';
		rows.push({ kind: 'step', key, title: stepTitle(session, next) });
	}

	function isTimed(at: string): boolean {
		const before = minute;
		minute = clockWords(at);
		return minute !== before;
	}
}
