/**
 * Mends in the files what needs nobody's judgement: what changed is spliced into each text, and
 * written whole or not at all.
 *
 * A text that a person approved, or that waits for a verdict, is left as it is: mending it would
 * take it out of its gate. Whoever asks for that too is told which ones it happened to.
 */

import { mechanicalFix } from '#server/check/mechanical-fix.ts';
import type { CheckState } from '#server/check/report.ts';
import { type RepositoryTexts, readConfig, readTexts } from '#server/check/repository-texts.ts';
import { withChange } from '#server/check/with-change.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { writeText } from '#server/files/disk/write-text.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Practices } from '#shared/trace/practices.ts';

export interface Mended {
	readonly file: string;
	readonly line: number | null;
	readonly rule: string;
	/** What it does, in a few words. */
	readonly title: string;
	readonly artefact: ArtefactId;
}

export interface FixReport {
	readonly mended: readonly Mended[];
	/** Bound to a gate, so left as it was. */
	readonly left: readonly Mended[];
	/** Bound to a gate that they left by being mended. */
	readonly loosened: readonly ArtefactId[];
	/** Files that could not be written, and why. */
	readonly failed: readonly Finding[];
}

export interface FixAsked {
	readonly folder: string;
	readonly conventions: Conventions;
	readonly practices: Practices;
	/** Whether this Finding is one to mend. */
	readonly wanted: (finding: Finding) => boolean;
	readonly stateOf: (id: ArtefactId) => CheckState | null;
	/** Also what is approved or waits for a verdict. */
	readonly evenBound: boolean;
}

const BOUND: ReadonlySet<CheckState | null> = new Set<CheckState>([
	...(['approved', 'suspect', 'contested', 'in-review', 'bypassed'] as const),
]);
/** One fix an artefact and round; a fix that settles nothing must not go on for ever. */
const MOST_ROUNDS = 100;

export function fixRepository(disk: Disk, asked: FixAsked): Result<FixReport, Refusal> {
	const { folder } = asked;
	const mended: Mended[] = [];
	const left = new Map<string, Mended>();
	const loosened = new Set<ArtefactId>();
	const failed = new Map<string, Finding>();
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const config = readConfig(disk, folder);
		if (!config.ok) return config;
		const texts = readTexts(disk, folder, config.value);
		const planned = plan(texts, asked, new Set(failed.keys()));
		for (const one of planned.left) left.set(`${one.rule} ${one.artefact} ${one.line}`, one);
		let wrote = false;
		for (const [file, { text, fixes, bound }] of planned.files) {
			const before = texts.textAt(file);
			const same = () => textOf(readText(disk, folder, file)) === before;
			const outcome = writeText(disk, folder, file, text, same);
			if (!outcome.ok) failed.set(file, outcome.error);
			else if (outcome.value) {
				wrote = true;
				mended.push(...fixes);
				for (const id of bound) loosened.add(id);
			}
		}
		if (!wrote) break;
	}
	return ok({
		mended,
		left: [...left.values()],
		loosened: [...loosened],
		failed: [...failed.values()],
	});
}

interface PlannedFile {
	text: string;
	readonly fixes: Mended[];
	readonly bound: ArtefactId[];
}

/** The first fix of each artefact, by the file that it changes. */
function plan(
	texts: RepositoryTexts,
	{ conventions, practices, wanted, stateOf, evenBound }: FixAsked,
	except: ReadonlySet<string>,
) {
	const files = new Map<string, PlannedFile>();
	const left: Mended[] = [];
	const done = new Set<ArtefactId>();
	const piece = { artefacts: texts.artefacts, designText: texts.designText };
	for (const finding of texts.findings(conventions, practices)) {
		const { artefact, rule, file, line } = finding;
		if (artefact === null || file === null || except.has(file) || !wanted(finding)) continue;
		if (done.has(artefact)) continue;
		const fix = mechanicalFix(finding, piece, conventions);
		if (fix === null) continue;
		const before = files.get(file)?.text ?? texts.textAt(file) ?? '';
		const changed = withChange(before, fix.change, texts);
		if (changed === null || changed.text === before) continue;
		const one: Mended = { file, line, rule, title: fix.title, artefact };
		const leaves = changed.revision !== texts.revisionOf(artefact) && BOUND.has(stateOf(artefact));
		if (leaves && !evenBound) {
			left.push(one);
			continue;
		}
		done.add(artefact);
		const planned = files.get(file) ?? { text: before, fixes: [], bound: [] };
		planned.text = changed.text;
		planned.fixes.push(one);
		if (leaves) planned.bound.push(artefact);
		files.set(file, planned);
	}
	return { files, left };
}

function textOf(read: ReturnType<typeof readText>): string | null {
	return read.kind === 'text' ? read.text : null;
}
