/** What has to move with a code file: its test and its Design, each to where the rule puts it then. */
import type { ComponentId } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';
import type { FilesSeen } from '#shared/trace/tracing/files-seen.ts';
import type { TraceLook } from '#shared/trace/tracing/look-at-trace.ts';
import { designPlaceOf } from '#shared/trace/tracing/places.ts';

export interface FileMove {
	readonly what: 'code' | 'test' | 'design';
	readonly from: string;
	readonly to: string;
}

export interface MovePlan {
	readonly component: ComponentId;
	readonly name: string;
	/** In the order in which they are done; what is there already is left out. */
	readonly moves: readonly FileMove[];
}

interface MovedFiles extends Pick<FilesSeen, 'stateOf'> {
	/** Whether two paths are names of one file: what a move leaves that died halfway. */
	isSame(one: string, other: string): boolean;
}

/**
 * A move that was begun, by hand or by one that died, is planned on from where it is: what is at its
 * new place already stays there. Refuses what would overwrite a file, or leave one behind.
 */
export function planMove(
	looks: Iterable<TraceLook>,
	files: MovedFiles,
	{ preset, folder }: { readonly preset: Preset | null; readonly folder: string },
	{ from, to }: { readonly from: string; readonly to: string },
): Result<MovePlan, Refusal> {
	if (from === to) return err(SAME);
	if (to.startsWith('/') || to.split('/').includes('..')) return err(outside(to));
	const all = [...looks];
	const at = (path: string) => all.filter(({ trace }) => trace.code?.path === path);
	const owners = at(from).length > 0 ? at(from) : begun(at(to), from);
	const [owner, second] = owners;
	if (owner === undefined) {
		const inside = all.find(({ trace }) => trace.code?.path.startsWith(`${from}/`));
		return err(inside === undefined ? unknown(from) : folderOf(from, inside));
	}
	if (second !== undefined) return err(shared(from, [owner, second]));
	const taken = at(to).find((one) => one !== owner);
	if (taken !== undefined) return err(owned(to, taken.subject.name));
	const paths = preset === null ? null : tracePathsOf(preset, to);
	if (preset === null || paths === null) return err(unruled(to));

	const { subject } = owner;
	const wanted: FileMove[] = [{ what: 'code', from, to }];
	const test = subject.test === '' ? testMove(preset, files, from, paths.tests) : null;
	if (test !== null) wanted.push(test);
	const design = designPlaceOf(preset, to, folder);
	if (subject.file !== null && design !== null && subject.file !== design)
		wanted.push({ what: 'design', from: subject.file, to: design });

	const moves = wanted.filter((move) => files.stateOf(move.from) !== 'missing');
	const blocked = moves.find(
		(move) => files.stateOf(move.to) !== 'missing' && !files.isSame(move.from, move.to),
	);
	if (blocked !== undefined) return err(exists(blocked));
	return ok({ component: subject.id, name: subject.name, moves });
}

/** The map names the new path already, and the file is still at the old one. */
function begun(owners: readonly TraceLook[], from: string): readonly TraceLook[] {
	return owners.filter(({ subject, trace }) => subject.mapped && trace.code?.path !== from);
}

/** To the place of the same kind: a test beside its code goes on standing beside it. */
function testMove(
	preset: Preset,
	files: Pick<FilesSeen, 'stateOf'>,
	from: string,
	after: readonly string[],
): FileMove | null {
	const before = tracePathsOf(preset, from)?.tests ?? [];
	const n = before.findIndex((path) => files.stateOf(path) !== 'missing');
	const [path, to] = [before[n], after[n] ?? after[0]];
	return path === undefined || to === undefined || path === to
		? null
		: { what: 'test', from: path, to };
}

function outside(path: string): Refusal {
	return refusal(
		'move-outside',
		`${path} leads out of the repository.`,
		'Choose a path inside it. Nothing was moved.',
	);
}

const SAME = refusal(
	'move-same',
	'Both paths are the same.',
	'Give the path where it is, and another.',
);

function unknown(path: string): Refusal {
	return refusal(
		'move-unknown',
		`No component has its code at ${path}.`,
		'Give the path as the context map has it, from the repository’s root; a file without a design moves with git mv.',
	);
}

function folderOf(path: string, { subject }: TraceLook): Refusal {
	return refusal(
		'move-folder',
		`${path} is a folder, with the code of ${subject.name} in it: lintel move takes one file.`,
		'Name each file with its new path; or move the folder with git mv: lintel check then names the lintel move of each file.',
	);
}

function shared(path: string, [one, other]: readonly [TraceLook, TraceLook]): Refusal {
	return refusal(
		'move-shared',
		`${path} has more than one design: ${one.subject.name} and ${other.subject.name}.`,
		'Give each a code file of its own first.',
	);
}

function owned(path: string, name: string): Refusal {
	return refusal(
		'move-target-owned',
		`${path} is the code of ${name}.`,
		'Choose another path, or correct the context map first.',
	);
}

function unruled(path: string): Refusal {
	return refusal(
		'move-unruled',
		`No rule says where the test and the design of ${path} belong.`,
		'Give the whole new path, the file’s name too, where a rule fits; or add one under "paths.code" in lintel.config.json.',
	);
}

function exists({ what, from, to }: FileMove): Refusal {
	return refusal(
		'move-target-exists',
		`The ${what} ${from} belongs at ${to} then, and a file is there already.`,
		'Move that one away, or take it out, then say it again: nothing was moved.',
	);
}
