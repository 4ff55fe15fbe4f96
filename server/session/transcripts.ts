/**
 * The transcripts of Sessions: bounded while they grow, and forgotten some time after their Session
 * ended. What was decided is in the log and stays.
 */
import type { SessionState } from '#machines/session/session-state.ts';
import type { Store } from '#server/storage/store.ts';
import type { SessionId } from '#shared/id.ts';
import {
	MOST_ENTRY_TEXT,
	TranscriptBody,
	type TranscriptEntry,
} from '#shared/session/transcript.ts';

/** How long after its Session ended a transcript is kept, in milliseconds. */
export const RETENTION_MS = 30 * 24 * 60 * 60_000;
/** Past this many characters a Session's text and tool calls are kept no more. */
export const MOST_CHARACTERS = 8 * 1024 * 1024;

export interface Transcripts {
	add(session: SessionId, step: string | null, who: string, body: TranscriptBody): void;
	after(session: SessionId, n: number, limit: number): readonly TranscriptEntry[];
	/** Forgets those whose Session ended long ago, or is unknown for as long. */
	forget(stateOf: (session: SessionId) => SessionState | null): void;
}

export function createTranscripts(
	store: Pick<Store, 'transcripts'>,
	now: () => Date,
	onError: (error: unknown) => void,
): Transcripts {
	const { transcripts } = store;
	const sizes = new Map(transcripts.list().map(({ session, characters }) => [session, characters]));

	function add(session: SessionId, step: string | null, who: string, told: TranscriptBody): void {
		const body = JSON.stringify(shortened(told));
		const size = sizes.get(session) ?? 0;
		const isTalk = told.type === 'text' || told.type === 'tool';
		if (isTalk && size > MOST_CHARACTERS) return;
		append(session, step, who, body);
		const full = isTalk && size <= MOST_CHARACTERS && size + body.length > MOST_CHARACTERS;
		if (full) append(session, step, 'Lintel', JSON.stringify(FULL));
	}

	function append(session: SessionId, step: string | null, who: string, body: string): void {
		const at = now().toISOString();
		transcripts.append(session, { at, step, who: who.slice(0, 200), body });
		sizes.set(session, (sizes.get(session) ?? 0) + body.length);
	}

	function after(session: SessionId, n: number, limit: number): readonly TranscriptEntry[] {
		return transcripts.after(session, n, limit).map(({ body, ...entry }) => ({
			...{ session, ...entry },
			body: TranscriptBody.parse(JSON.parse(body)),
		}));
	}

	/** Nothing waits for it: what a disk does not let go of is tried again another day. */
	function forget(stateOf: (session: SessionId) => SessionState | null): void {
		const before = new Date(now().getTime() - RETENTION_MS).toISOString();
		try {
			for (const { session, last } of transcripts.list()) {
				const state = stateOf(session);
				const until = state === null ? last : state.ended?.at;
				if (until === undefined || until > before || last > before) continue;
				transcripts.remove(session);
				sizes.delete(session);
			}
		} catch (error) {
			onError(error);
		}
	}

	return { add, after, forget };
}

const FULL: TranscriptBody = {
	type: 'note',
	text: 'This transcript is full: from here on only what was handed in and decided is kept.',
};

function shortened(body: TranscriptBody): TranscriptBody {
	switch (body.type) {
		case 'text':
		case 'check':
		case 'note':
			return { ...body, text: short(body.text) };
		case 'tool':
			return { ...body, input: short(body.input), result: short(body.result) };
		case 'output':
			return { ...body, output: short(body.output) };
		case 'usage':
			return body;
	}
}

function short(text: string): string {
	const whole = text.toWellFormed();
	if (whole.length <= MOST_ENTRY_TEXT) return whole;
	const said = ` … (${whole.length - MOST_ENTRY_TEXT} characters more were cut)`;
	return `${whole.slice(0, MOST_ENTRY_TEXT - said.length)}${said}`.toWellFormed();
}
