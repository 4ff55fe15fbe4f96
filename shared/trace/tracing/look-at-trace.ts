import type { Preset } from '#shared/trace/preset.ts';
import type { FilesSeen } from '#shared/trace/tracing/files-seen.ts';
import { placesOf } from '#shared/trace/tracing/places.ts';
import type { TraceSubject } from '#shared/trace/tracing/subjects.ts';
import type { Trace, TracedFile } from '#shared/trace/tracing/trace.ts';

/** A Trace before any rule has looked at it. */
export type BareTrace = Omit<Trace, 'findings'>;

export interface TraceLook {
	readonly subject: TraceSubject;
	readonly trace: BareTrace;
	/** Where a rule puts the test of its code; empty where none does. */
	readonly ruled: readonly string[];
	/** Places of its test that have a file. */
	readonly present: readonly string[];
	/** Its code, where that is gone where it moved, and every place of its test: what is no loose file. */
	readonly owns: readonly string[];
	/** Every path whose coming, changing or going could make it another. */
	readonly paths: readonly string[];
}

/** Which files a Design has here, and what there is of them. */
export function lookAtTrace(
	subject: TraceSubject,
	preset: Preset | null,
	folder: string,
	files: FilesSeen,
): TraceLook {
	const places = placesOf(subject, preset, folder);
	const codePath = firstThere(places.codes, files);
	const ruled = codePath === null ? [] : places.ruledTests(codePath);
	const tests = subject.test === '' ? ruled : [subject.test];
	const present = tests.filter((path) => files.stateOf(path) !== 'missing');
	const code = codePath === null ? null : fileAt(codePath, files);
	const testPath = firstThere(tests, files);
	const trace: BareTrace = {
		design: subject.id,
		file: subject.file,
		code,
		test: testPath === null ? null : fileAt(testPath, files),
		tests: [...tests],
		moved: code?.state === 'missing' ? files.movedTo(code.path) : null,
	};
	const own = [codePath, trace.moved].filter((path) => path !== null);
	const owns = [...own, ...tests, ...ruled];
	return { subject, trace, ruled, present, owns, paths: [...places.codes, ...tests] };
}

/** The first that says something; else the first that is there at all; else the first. */
function firstThere(paths: readonly string[], files: FilesSeen): string | null {
	const [first = null] = paths;
	if (paths.length < 2) return first;
	const states = paths.map((path) => ({ path, state: files.stateOf(path) }));
	const best =
		states.find(({ state }) => state === 'there') ?? states.find(({ state }) => state === 'empty');
	return best?.path ?? first;
}

function fileAt(path: string, files: FilesSeen): TracedFile {
	const state = files.stateOf(path);
	return { path, state, hash: state === 'missing' ? null : files.hashOf(path) };
}
