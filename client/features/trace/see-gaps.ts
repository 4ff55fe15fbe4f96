import type { ChainCriterion, ChainDesign, ChainFile } from '#client/features/trace/chain.ts';
import { type Gap, type GapKind, worstFirst } from '#client/features/trace/gaps.ts';
import { NO_RUN } from '#client/features/trace/run-in-hand.ts';

export function gapOf(kind: GapKind, of: string, words: string): Gap {
	return { kind, of, words };
}

/** What is missing of a criterion itself. */
export function criterionGaps(
	{ id, state }: ChainCriterion,
	serving: readonly ChainDesign[],
): readonly Gap[] {
	if (serving.length === 0) return [gapOf('no-design', id, 'No design serves it.')];
	if (state === 'uncovered') return [gapOf('uncovered', id, uncoveredWords(serving))];
	if (state === 'skipped') return [gapOf('uncovered', id, 'The criterion’s tests were skipped.')];
	// Its designs say so themselves; where none of them does, a test of another one failed.
	const isSaid = serving.some(({ gaps }) => gaps.some(({ kind }) => kind === state));
	if (state === 'red' && !isSaid) return [gapOf('red', id, 'A test of the criterion failed.')];
	return [];
}

type Bare = Omit<ChainDesign, 'gaps' | 'name' | 'state' | 'context'>;

/** What a suite and the test in it say together is known once they ran. */
function uncoveredWords(serving: readonly ChainDesign[]): string {
	const unrun = serving.flatMap(({ run }) => (run?.result === 'none' ? run.because : []));
	if (unrun.length === 0) return 'No test covers the criterion.';
	return unrun.includes(NO_RUN.because)
		? 'No test that ran covers the criterion: tests are counted once they ran.'
		: 'No test run that counts covers the criterion.';
}

/** What is missing of a Design, as far as files and test runs are known. */
export function designGaps(design: Bare, filesAreKnown: boolean): readonly Gap[] {
	const { id, written, code, test, moved, run } = design;
	if (!written) {
		// Its text may be on its way.
		if (!filesAreKnown) return [];
		const words = code?.state === 'there' ? 'Code without a design.' : 'The design is not written.';
		return [gapOf('unwritten', id, words)];
	}
	const gaps: Gap[] = [];
	if (filesAreKnown && code?.state !== 'there')
		gaps.push(gapOf('no-code', id, moved === null ? fileGap('code', code) : movedTo(moved)));
	if (filesAreKnown && test?.state !== 'there')
		gaps.push(gapOf('no-test', id, fileGap('test', test)));
	if (run?.result === 'red') gaps.push(gapOf('red', id, run.because));
	if (run?.result === 'outdated') gaps.push(gapOf('outdated', id, run.because));
	if (run?.result === 'none' && gaps.length === 0) gaps.push(gapOf('not-run', id, run.because));
	return worstFirst(gaps);
}

function movedTo(path: string): string {
	return `Its code moved to ${path}.`;
}

function fileGap(what: 'code' | 'test', file: ChainFile | null): string {
	if (file === null) return `Nothing says where its ${what} is.`;
	return file.state === 'empty' ? `Its ${what} file is empty.` : `It has no ${what}.`;
}
