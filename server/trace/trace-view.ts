/** The Traces of what documents and files say together: asked for, and told as they change. */
import type { ArtefactReader } from '#server/artefact-reader.ts';
import type { SettingsSource } from '#server/files/config/settings-source.ts';
import type { Files } from '#server/files/files.ts';
import type { Journal } from '#server/log/journal.ts';
import type { FilePaths } from '#server/trace/file-lines.ts';
import { createLiveTraces, type LiveTraces } from '#server/trace/live-traces.ts';
import { createToldTraces, pagesOf } from '#server/trace/told-traces.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Traces } from '#shared/protocol/traces.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { practicesOf } from '#shared/trace/practices.ts';
import { traceFindings } from '#shared/trace/tracing/findings-in.ts';
import type { WrittenDesign } from '#shared/trace/tracing/subjects.ts';
import type { Judgement, Traced } from '#shared/trace/tracing/tracing.ts';

type IsApproved = (id: ComponentId) => boolean;

export interface TraceView extends Pick<LiveTraces, 'hashesOf' | 'follow' | 'paths' | 'stop'> {
	/** Looks at what changed since the last time. */
	look(conventions: Conventions): Traced;
	/** What the trace rules say now; the first question lists the repository. */
	findings(isApproved: IsApproved): readonly Finding[];
	/** Everything, for a client that has heard nothing yet. */
	pages(isApproved: IsApproved): readonly Traces[];
	listen(listener: (traces: Traces) => void): () => void;
	/** Where the files of a Design are, or would be. */
	pathsOf(design: ComponentId): FilePaths;
	/** Tells who listens what is another than it was. */
	tell(isApproved: IsApproved): void;
}

const NOTHING: Judgement = { traces: new Map(), loose: new Map() };
const NO_PATHS = { code: '', test: '' };

export function createTraceView(
	deps: Omit<Parameters<typeof createLiveTraces>[0], 'work'> & {
		readonly journal: Journal;
		readonly files: Files;
		readonly reader: ArtefactReader;
		readonly settings: Pick<SettingsSource, 'proposedPolicy'>;
		/** Whether a Design said at the start where its files are. */
		readonly namesPaths: boolean;
	},
): TraceView {
	const { files, reader, journal, settings } = deps;
	const live = createLiveTraces(deps);
	const atStart = reader.version();
	const listeners = new Set<(traces: Traces) => void>();
	const told = createToldTraces();
	let written: readonly WrittenDesign[] = [];
	let traced: Traced | null = null;
	let under: Conventions | null = null;

	function look(conventions: Conventions): Traced {
		under = conventions;
		const { root, policy } = journal.ledger.state();
		written = sameOr(written, writtenNow());
		traced = live.look({
			...{ contexts: reader.contexts(), written, conventions },
			folder: files.config.paths.designs,
			// Until somebody can sign one, what the config proposes holds.
			ignored: root === null ? (settings.proposedPolicy()?.ignore ?? []) : policy.ignore,
		});
		return traced;
	}

	/** At a start nothing is read where the map and the rules say where all files are. */
	function writtenNow(): readonly WrittenDesign[] {
		if (!live.isAwake && !deps.namesPaths && reader.version() === atStart) {
			return files.designIds().map((id) => {
				return { id, name: '', file: files.designPath(id), ...NO_PATHS };
			});
		}
		return reader.artefacts().designs.map(({ id, component }) => {
			return { id, name: component, file: files.designPath(id), ...reader.pathsIn(id) };
		});
	}

	function judge(isApproved: IsApproved): Judgement {
		const { policy } = journal.ledger.state();
		if (under === null || !practicesOf(policy).has('design')) return NOTHING;
		if (!live.isAwake) {
			live.wake();
			look(under);
		}
		return traced?.judge(isApproved) ?? NOTHING;
	}

	function tell(isApproved: IsApproved): void {
		if (listeners.size === 0) return;
		const changes = told.changes(judge(isApproved));
		if (changes !== null) for (const listener of listeners) listener(changes);
	}

	function pages(isApproved: IsApproved): readonly Traces[] {
		// Who listens already is told first: what changed is known from then on.
		tell(isApproved);
		const now = judge(isApproved);
		told.changes(now);
		return pagesOf(now);
	}

	return {
		look,
		findings: (isApproved) => traceFindings(judge(isApproved)),
		pages,
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		tell,
		pathsOf(design) {
			const trace = traced?.looks.get(design)?.trace;
			return { code: trace?.code?.path ?? null, test: trace?.test?.path ?? null };
		},
		hashesOf: live.hashesOf,
		follow: live.follow,
		paths: live.paths,
		stop: live.stop,
	};
}

function sameOr(
	before: readonly WrittenDesign[],
	now: readonly WrittenDesign[],
): readonly WrittenDesign[] {
	const isSame =
		before.length === now.length &&
		now.every((one, n) => {
			const other = before[n];
			return (
				other?.id === one.id &&
				other.name === one.name &&
				other.file === one.file &&
				other.code === one.code &&
				other.test === one.test
			);
		});
	return isSame ? before : now;
}
