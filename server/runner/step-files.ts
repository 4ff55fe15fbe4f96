/** Which files a step may write, by the Traces: the test, the code, and no other. */
import type { SessionState } from '#machines/session/session-state.ts';
import type { Workspace } from '#server/workspace.ts';
import type { ComponentId } from '#shared/id.ts';
import type { WorkStep } from '#shared/session/session-type.ts';
import type { Trace } from '#shared/trace/tracing/trace.ts';

export interface StepFiles {
	/** May be written, the likeliest place first. */
	readonly writable: readonly string[];
	/** What a run of tests is about. */
	readonly tests: readonly string[];
}

export function stepFiles(
	workspace: Pick<Workspace, 'traces' | 'artefacts'>,
	session: Pick<SessionState, 'kind' | 'artefact'>,
	step: Pick<WorkStep, 'writes'>,
): StepFiles {
	const traces = tracesOf(workspace, session);
	const tests = traces.map(testsOf);
	return {
		writable: [
			...(step.writes.includes('test') ? tests.flat() : []),
			...(step.writes.includes('code') ? traces.flatMap(({ code }) => code?.path ?? []) : []),
		],
		tests: tests.flatMap(([best]) => best ?? []),
	};
}

/** Where it is, or else every place where a rule lets it be. */
function testsOf({ test, tests }: Trace): readonly string[] {
	return test !== null && test.state !== 'missing' ? [test.path] : tests;
}

function tracesOf(
	workspace: Pick<Workspace, 'traces' | 'artefacts'>,
	{ artefact }: Pick<SessionState, 'artefact'>,
): readonly Trace[] {
	const about = designsOf(workspace, artefact);
	const traces = new Map<ComponentId, Trace>();
	for (const page of workspace.traces()) {
		for (const trace of page.traces) traces.set(trace.design, trace);
	}
	return about.flatMap((design) => traces.get(design) ?? []);
}

/** A Design itself, or every Design that serves a criterion of the Story. */
function designsOf(
	workspace: Pick<Workspace, 'artefacts'>,
	artefact: SessionState['artefact'],
): readonly ComponentId[] {
	const { stories, designs } = workspace.artefacts();
	const story = stories.find(({ id }) => id === artefact);
	if (story === undefined) return designs.flatMap(({ id }) => (id === artefact ? id : []));
	const criteria = new Set<string>(story.criteria.map(({ id }) => id));
	return designs.flatMap((design) =>
		design.criteria.some((one) => criteria.has(one)) ? design.id : [],
	);
}
