/** The Traces of a checkout, looked at once: for a check, which has no relay to ask. */
import type { HashesInHand } from '#machines/evidence/evidence-of.ts';
import { type FilesInHand, hashesIn } from '#server/evidence/files-in-hand.ts';
import { openRepositoryFiles } from '#server/trace/repository-files.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { traceFindings } from '#shared/trace/tracing/findings-in.ts';
import { createTracing, type TraceInput } from '#shared/trace/tracing/tracing.ts';

export interface RepositoryTraces {
	/** Designs whose code and test are there and not empty. */
	readonly implemented: ReadonlySet<ComponentId>;
	/** Reads the files of this Design. */
	filesOf(design: ComponentId): FilesInHand;
	hashesOf(design: ComponentId): Pick<HashesInHand, 'code' | 'test'>;
	/** What the trace rules say, for whoever knows which Designs are approved. */
	findings(isApproved: (id: ComponentId) => boolean): readonly Finding[];
	/** Every file of the repository. */
	paths(): ReadonlySet<string>;
}

/** `listed` asks git for every file first: only then is there anything to say of files without a Design. */
export function traceRepository(
	deps: Parameters<typeof openRepositoryFiles>[0],
	listed: boolean,
	input: Omit<TraceInput, 'files'>,
): RepositoryTraces {
	const files = openRepositoryFiles(deps);
	if (listed) files.paths();
	// Most files' bytes are never asked for.
	const seen = { ...files, hashOf: () => null };
	const traced = createTracing()({ ...input, files: seen }, null);
	const inHand = (file: { readonly path: string } | null | undefined) =>
		file == null ? null : { path: file.path, hash: files.hash(file.path) };

	function filesOf(design: ComponentId): FilesInHand {
		const trace = traced.looks.get(design)?.trace;
		return { code: inHand(trace?.code), test: inHand(trace?.test) };
	}

	return {
		implemented: traced.implemented,
		filesOf,
		hashesOf: (design) => hashesIn(filesOf(design)),
		findings: (isApproved) => traceFindings(traced.judge(isApproved)),
		paths: files.paths,
	};
}
