/**
 * Makes context packs from a workspace as it is now. Two packs of the same step are the same while
 * nothing they are made from changed.
 */
import type { SessionState } from '#machines/session/session-state.ts';
import type { SettingsSource } from '#server/files/config/settings-source.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import type { FileDeclarations } from '#server/imports/declaration.ts';
import { createDeclarationReader } from '#server/imports/declaration-reader.ts';
import type { Grammars } from '#server/imports/grammars.ts';
import { createParsing } from '#server/imports/parsing.ts';
import { changesAbove } from '#server/session/pack/gather-changes.ts';
import { gatherEarlier, writtenIn } from '#server/session/pack/gather-earlier.ts';
import { declaredIn, packFiles } from '#server/session/pack/gather-files.ts';
import { gatherKnown } from '#server/session/pack/gather-known.ts';
import type { AskedSession } from '#server/session/sessions.ts';
import type { Workspace } from '#server/workspace.ts';
import type { ComponentId, SessionId } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import type { ContextPack } from '#shared/session/context-pack.ts';
import { assemblePack } from '#shared/session/pack/assemble-pack.ts';
import type { PackSource } from '#shared/session/pack/pack-source.ts';
import type { WorkStep } from '#shared/session/session-type.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import type { Trace } from '#shared/trace/tracing/trace.ts';

export interface PackerDeps {
	readonly disk: Disk;
	readonly now: () => Date;
	readonly workspace: Pick<
		Workspace,
		'folder' | 'artefacts' | 'viewOf' | 'findings' | 'known' | 'located' | 'traces' | 'files'
	> & {
		readonly journal: Pick<Workspace['journal'], 'ledger'>;
		readonly store: { readonly log: Pick<Workspace['store']['log'], 'readText' | 'readBlob'> };
	};
	readonly settings: Pick<SettingsSource, 'current' | 'teamRules' | 'packBudget'>;
	/** Null where this Lintel was shipped without parsers: then code shows no signatures. */
	readonly grammars: Grammars | null;
	/** Where a Session's files are, when not in the served folder. */
	readonly folderOf: (session: SessionId) => string | null;
}

export interface Packer {
	/** Loads what reads code; until then packs show no signatures from code. */
	ready(): Promise<void>;
	packOf(session: SessionState, step: WorkStep): ContextPack;
	/** The pack that the first step of a Session would have, were it started. */
	packFor(asked: AskedSession, step: WorkStep): ContextPack;
}

export function createPacker(deps: PackerDeps): Packer {
	const { disk, workspace, settings } = deps;
	const { log } = workspace.store;
	const words = (ref: BlobRef) => log.readBlob(ref)?.text ?? null;
	let loading: Promise<void> | null = null;
	let read: ((path: string, text: string) => FileDeclarations) | null = null;

	async function load(): Promise<void> {
		if (deps.grammars === null) return;
		const parsing = await createParsing({ grammars: deps.grammars, now: deps.now });
		if (parsing !== null) read = createDeclarationReader(parsing);
	}

	function ready(): Promise<void> {
		loading ??= load();
		return loading;
	}

	function sourceIn(folder: string): PackSource {
		const artefacts = workspace.artefacts();
		const findings = workspace.findings();
		const before = workspace.known(findings);
		const state = workspace.journal.ledger.state();
		const { viewOf } = workspace;
		const gathered = { artefacts, state, viewOf, readText: log.readText.bind(log) };
		let traces: ReadonlyMap<ComponentId, Trace> | null = null;
		const traceOf = (id: ComponentId) => {
			traces ??= new Map(
				workspace.traces().flatMap((page) => page.traces.map((one) => [one.design, one] as const)),
			);
			return traces.get(id) ?? null;
		};
		return {
			artefacts,
			conventions: conventionsOf(settings.current(), state.policy.failing),
			known: gatherKnown(gathered),
			designText: workspace.files.designText,
			rules: settings.teamRules(),
			testCommand: state.policy.evidence?.on === true ? state.policy.test : [],
			filesOf: (id) => packFiles(disk, folder, traceOf(id)),
			declaredIn: (id) => (read === null ? [] : declaredIn(read, disk, folder, traceOf(id))),
			findings: findings.map((finding) => ({
				...workspace.located(finding),
				isKnown: before.has(finding),
			})),
			changesAbove: (id) => changesAbove(gathered, id),
		};
	}

	function packOf(session: SessionState, step: WorkStep): ContextPack {
		const about = {
			...{ kind: session.kind, step, artefact: session.artefact },
			goal: session.goal === null ? null : words(session.goal),
			earlier: gatherEarlier(session, words),
			written: writtenIn(session, words),
		};
		const folder = deps.folderOf(session.id) ?? workspace.folder;
		return assemblePack(sourceIn(folder), about, settings.packBudget());
	}

	function packFor({ kind, artefact, goal }: AskedSession, step: WorkStep): ContextPack {
		const about = { kind, step, artefact, goal, earlier: [], written: [] };
		return assemblePack(sourceIn(workspace.folder), about, settings.packBudget());
	}

	return { ready, packOf, packFor };
}
