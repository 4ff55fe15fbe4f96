/** `lintel move`: a code file with its test and its Design, and what the map says of it. */
import { z } from 'zod';
import { BASELINE_FILE } from '#server/adopt/baseline.ts';
import { carryBaseline } from '#server/adopt/carry-baseline.ts';
import type { ArtefactReader } from '#server/artefact-reader.ts';
import { CONFIG_FILE, parseConfig, settingsIn } from '#server/files/config/config.ts';
import { codeOf, type Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import type { Files } from '#server/files/files.ts';
import { readGitState } from '#server/files/git/git-head.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { Astray } from '#server/imports/astray.ts';
import { createApartDrift } from '#server/imports/drift-apart.ts';
import type { Journal } from '#server/log/journal.ts';
import type { Rooms } from '#server/sync/rooms.ts';
import { listFiles } from '#server/trace/list-files.ts';
import { isSameFile, mayMove, moveFile } from '#server/trace/move-files.ts';
import { openRepositoryFiles } from '#server/trace/repository-files.ts';
import { setText } from '#shared/doc/apply-text.ts';
import { openContextsDoc } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { updateComponent } from '#shared/doc/edits/components.ts';
import { readDesignDoc } from '#shared/markdown/design.ts';
import { withFrontMatter } from '#shared/markdown/front-matter.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { unlistedDesign } from '#shared/trace/known-designs.ts';
import { type MovePlan, planMove } from '#shared/trace/tracing/plan-move.ts';
import type { WrittenDesign } from '#shared/trace/tracing/subjects.ts';
import { createTracing } from '#shared/trace/tracing/tracing.ts';

export const MoveReport = z.object({
	/** The component whose code it is. */
	name: z.string(),
	moves: z.array(
		z.object({ what: z.enum(['code', 'test', 'design']), from: z.string(), to: z.string() }),
	),
	/** Files of Lintel's that were written besides. */
	written: z.array(z.string()),
	/** Imports that lead nowhere then, which a move leaves alone; null where nobody could tell. */
	astray: z.nullable(z.array(Astray)),
	/** Tests were run on what moves, or may be: what they proved, they proved where it was. */
	tested: z.boolean(),
});
export type MoveReport = z.infer<typeof MoveReport>;

export interface MoveDeps {
	readonly disk: Disk;
	/** The repository's real path. */
	readonly folder: string;
	readonly run: Run;
	readonly now: () => Date;
	readonly files: Files;
	readonly rooms: Rooms;
	readonly reader: Pick<ArtefactReader, 'artefacts'>;
	readonly journal: Pick<Journal, 'ledger'>;
	/** Where the parsers of code lie. */
	readonly grammars?: readonly string[];
}

/** What moves is asked of the files as they are; the map is corrected last, so that saying it again goes on. */
export async function moveDesign(
	deps: MoveDeps,
	{ from, to, dryRun }: { readonly from: string; readonly to: string; readonly dryRun: boolean },
): Promise<Result<MoveReport, Refusal>> {
	const { disk, folder: root, files } = deps;
	await files.ready;
	if (readGitState(disk, root, deps.now()).kind === 'busy') return err(BUSY);
	const planned = plan(deps, from, to);
	if (!planned.ok) return planned;
	const { component, name, moves } = planned.value;
	const may = mayMove(disk, root, moves);
	if (!may.ok) return may;
	const astray = moves.length > 0 ? await astrayBy(deps, { from, to }, moves) : [];
	const hasEvidence = deps.journal.ledger.state().policy.evidence?.on === true;
	const tested = hasEvidence && moves.some(({ what }) => what !== 'design');
	const report = { name, moves: [...moves], astray, tested };
	if (dryRun) return ok({ ...report, written: [] });
	await files.flush();
	try {
		for (const move of moves) {
			moveFile(disk, root, move);
			if (move.what === 'design') await files.follow([move.from, move.to]);
		}
	} catch (error) {
		return err(failed(codeOf(error)));
	}
	await correct(deps, component, to);
	const written = await files.flush();
	const known = carryBaseline(disk, root, {
		moves: [{ from, to }, ...moves.filter(({ what }) => what !== 'code')],
		astray: astray ?? [],
	});
	return ok({ ...report, written: known ? [...written, BASELINE_FILE] : [...written] });
}

/** Asked in a thread of its own: half a repository may have to be parsed. */
async function astrayBy(
	{ disk, folder: root, run, grammars }: MoveDeps,
	code: { readonly from: string; readonly to: string },
	moves: MovePlan['moves'],
): Promise<Astray[] | null> {
	if (grammars === undefined) return null;
	const apart = createApartDrift({ root, grammars });
	try {
		const paths = [...listFiles({ disk, root, run })];
		const tests = moves.filter(({ what }) => what === 'test');
		const found = await apart.astray({ moves: [code, ...tests], paths });
		return found === null ? null : [...found];
	} catch {
		return null;
	} finally {
		apart.stop();
	}
}

function plan(deps: MoveDeps, from: string, to: string): Result<MovePlan, Refusal> {
	const { disk, folder: root, run, files } = deps;
	const config = parseConfig(readText(disk, root, CONFIG_FILE), files.config.preset);
	if (!config.ok) return config;
	const conventions = conventionsOf(settingsIn(config.value));
	const folder = files.config.paths.designs;
	const seen = openRepositoryFiles({ disk, root, run });
	const { contexts, designs } = deps.reader.artefacts();
	const written = designs.map(({ id, component }): WrittenDesign => {
		const { code, test } = readDesignDoc(files.designText(id), unlistedDesign(id));
		return { id, name: component, file: files.designPath(id), code, test };
	});
	const { looks } = createTracing()(
		{ contexts, written, conventions, folder, ignored: [], files: { ...seen, hashOf: () => null } },
		null,
	);
	const isSame = (one: string, other: string) =>
		isSameFile(disk, `${root}/${one}`, `${root}/${other}`);
	const there = { stateOf: seen.stateOf, isSame };
	return planMove(looks.values(), there, { preset: conventions.preset, folder }, { from, to });
}

/** Wherever the old path is written down: in the map's row, or in the Design itself. */
async function correct(
	{ rooms, reader, files }: MoveDeps,
	id: MovePlan['component'],
	code: string,
): Promise<void> {
	const origin = { kind: 'file', id: code } as const;
	const owner = reader
		.artefacts()
		.contexts.find(({ components }) =>
			components.some((one) => one.id === id && one.code.trim() !== ''),
		);
	if (owner !== undefined) {
		await rooms.open('contexts').edit(origin, (yDoc) => {
			updateComponent(openContextsDoc(yDoc), owner.id, id, { code }, origin);
		});
	}
	const text = files.designText(id);
	if (readDesignDoc(text, unlistedDesign(id)).code === '') return;
	await rooms.open(designDocName(id)).edit(origin, (yDoc) => {
		setText(openDesignDoc(yDoc).markdown, withFrontMatter(text, { code }), origin);
	});
}

const BUSY = refusal(
	'move-git-busy',
	'Git is in the middle of a merge, a rebase or the like.',
	'Finish it, or call it off (git status says how); then move.',
);

function failed(code: string): Refusal {
	return refusal(
		'move-failed',
		`The disk refused to move a file${code === '' ? '' : ` (${code})`}. No file is lost: what was moved before stays where it belongs.`,
		'Look at the folder’s permissions and free space, then say the same again: it goes on from there.',
	);
}
