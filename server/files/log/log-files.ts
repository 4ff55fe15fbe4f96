/** The log in the repository: what came in through git is admitted, what is new here is saved. */
import type { SubmissionState, WorkspaceState } from '#machines/lifecycle/state.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { FindingBoard } from '#server/files/findings/finding-board.ts';
import { type Admission, admitAll } from '#server/files/log/admit-all.ts';
import {
	pathOfBlob,
	pathOfText,
	printBlob,
	readBlobsOf,
	readTextsOf,
} from '#server/files/log/attachments.ts';
import { foundedTwice, rivalFoundings } from '#server/files/log/rival-foundings.ts';
import {
	listSegments,
	pathOfSegment,
	printSegment,
	readSegment,
} from '#server/files/log/segments.ts';
import type { Journal } from '#server/log/journal.ts';
import type { Store } from '#server/storage/store.ts';
import { blobRefsIn } from '#shared/lifecycle/blob-refs.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import type { EventId, Revision } from '#shared/lifecycle/event.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface LogFiles {
	/** Reads the segments that are new here; answers with how many events were admitted. */
	readNew(): Promise<number>;
	/** Events that no segment in the checkout holds. */
	unsaved(): number;
	/** Writes those, with the blobs they name and the texts to read; answers with the paths written. */
	save(): Result<readonly string[], Finding>;
}

export function createLogFiles(deps: {
	readonly disk: Disk;
	readonly root: string;
	readonly store: Store;
	readonly journal: Journal;
	readonly board: FindingBoard;
	/** Whether frozen texts are written beside the log. */
	readonly revisions: boolean;
}): LogFiles {
	const { disk, root, store, journal, board } = deps;
	/** The event ids of every segment in the checkout, by path. */
	const segments = new Map<string, ReadonlySet<EventId>>();
	/** Counting walks the log, so the count is kept until the log or the segments change. */
	let counted: { readonly key: string; readonly unsaved: number } | null = null;
	let reading: Promise<number> = Promise.resolve(0);

	/** One read after the other: two at once would admit the same events twice. */
	function readNew(): Promise<number> {
		reading = reading.then(readNewSegments, readNewSegments);
		return reading;
	}

	async function readNewSegments(): Promise<number> {
		const there = listSegments(disk, root);
		for (const path of segments.keys()) if (!there.includes(path)) segments.delete(path);
		const fresh = there.filter((path) => !segments.has(path));
		const envelopes = fresh.flatMap((path) => {
			const read = readSegment(disk, root, path);
			board.post(path, read.findings[0] ?? null);
			const held = read.events.map(({ envelope }) => envelope);
			segments.set(path, new Set(held.map(({ event }) => eventIdOf(event))));
			return held;
		});
		if (envelopes.length === 0) return 0;
		const rivals = journal.ledger.state().root === null ? await rivalFoundings(envelopes) : [];
		if (rivals.length > 0) {
			board.post('.lintel/log', await foundedTwice(rivals));
			// Read again at the next look: the other one may have been removed.
			for (const path of fresh) segments.delete(path);
			return 0;
		}
		const admission = await admitAll(journal, envelopes, {
			textsOf: (events) => readTextsOf(disk, root, events),
			blobsOf: (events) => readBlobsOf(disk, root, events),
		});
		board.post('.lintel/log', refusedFinding(admission));
		return admission.admitted;
	}

	function unsaved(): number {
		const key = `${store.log.position()} ${[...segments.keys()].join(' ')}`;
		if (counted?.key !== key) counted = { key, unsaved: unsavedEnvelopes().length };
		return counted.unsaved;
	}

	function unsavedEnvelopes(): Envelope[] {
		const held = new Set([...segments.values()].flatMap((ids) => [...ids]));
		const unsaved: Envelope[] = [];
		const step = 1_000;
		for (let at = 0; at < store.log.position(); at += step) {
			for (const { id, envelope } of store.log.after(at, step)) {
				if (!held.has(id)) unsaved.push(envelope);
			}
		}
		return unsaved;
	}

	function save(): Result<readonly string[], Finding> {
		const envelopes = unsavedEnvelopes();
		if (envelopes.length === 0) return ok([]);
		const segment = printSegment(envelopes);
		const path = pathOfSegment(segment);
		const files = [...attachmentsOf(envelopes), { path, text: segment }];
		for (const file of files) {
			const outcome = writeText(disk, root, file.path, file.text);
			if (!outcome.ok) return err(outcome.error);
		}
		segments.set(path, new Set(envelopes.map(({ event }) => eventIdOf(event))));
		return ok(files.map((file) => file.path));
	}

	/** Texts and blobs come before the segment that names them: a crash leaves no dangling name. */
	function attachmentsOf(envelopes: readonly Envelope[]) {
		const files = new Map<string, string>();
		const revisions = deps.revisions ? revisionsToRead(journal.ledger.state()) : [];
		for (const revision of revisions) {
			const path = pathOfText(revision);
			const text = disk.existsSync(`${root}/${path}`) ? null : store.log.readText(revision);
			if (text !== null) files.set(path, text);
		}
		for (const { event } of envelopes) {
			for (const ref of blobRefsIn(event)) {
				const blob = store.log.readBlob(ref);
				if (blob) files.set(pathOfBlob(ref), printBlob(blob));
			}
		}
		return Array.from(files, ([path, text]) => ({ path, text })).filter(
			({ path }) => !disk.existsSync(`${root}/${path}`),
		);
	}

	return { readNew, unsaved, save };
}

/** What was approved at any time, and what waits for a verdict; nobody asks for the drafts between. */
function revisionsToRead({ artefacts }: WorkspaceState): Set<Revision> {
	const submissions = [...artefacts.values()].flatMap((artefact) => artefact.submissions);
	const waits = (one: SubmissionState) =>
		!one.superseded && !one.reset && (one.status === 'open' || one.status === 'contested');
	return new Set(
		submissions
			.filter((one) => one.status === 'approved' || waits(one))
			.map(({ revision }) => revision),
	);
}

function refusedFinding({ refused }: Admission): Finding | null {
	const [first] = refused;
	if (!first) return null;
	const count = refused.length === 1 ? 'One event' : `${refused.length} events`;
	return fileFinding(
		'log-event-refused',
		'error',
		'.lintel/log',
		`${count} in .lintel/log could not be admitted; the first (${first.event.slice(0, 12)}): ${first.refusal.reason}`,
		first.refusal.fix,
	);
}
