/** Which of a workspace's Findings a team knows from before: asked again at the price of what changed. */
import {
	type Baseline,
	fingerprintOf,
	isOfFile,
	readBaseline,
	stampOfBaseline,
} from '#server/adopt/baseline.ts';
import { createCameFrom } from '#server/adopt/came-from.ts';
import { knownAmong } from '#server/adopt/known.ts';
import { createKnownTexts, type Lines } from '#server/adopt/known-texts.ts';
import type { Config } from '#server/files/config/config.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { createLocate } from '#server/files/findings/located.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Store } from '#server/storage/store.ts';
import { type AnyArtefact, artefactsById, wordsOf } from '#shared/artefact/any-artefact.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { type ArtefactId, type ComponentId, kindOf } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { knownKey } from '#shared/trace/known-key.ts';

export interface KnownNow {
	/** Whether there is a baseline: without one nothing else is looked at. */
	isThere(): boolean;
	/** The known ones of all the Findings there are, with what browsers call each by. */
	among(findings: readonly Finding[]): ReadonlyMap<Finding, string>;
}

/** What a Finding is called while the text around it, and what it is about, are the same. */
interface Named {
	readonly text: Lines | null;
	readonly words: object | null;
	readonly fingerprint: string;
	/** Asked for only of what is known. */
	key: string | null;
}

const NONE: ReadonlyMap<Finding, string> = new Map();

export function createKnownNow(deps: {
	readonly disk: Disk;
	/** The repository's real path. */
	readonly root: string;
	readonly run: Run;
	readonly config: Config;
	readonly agreed: Pick<Store['agreed'], 'read'>;
	readonly artefacts: () => Artefacts;
	readonly designText: (id: ComponentId) => string;
	/** Null for a Design without a file. */
	readonly designPath: (id: ComponentId) => string | null;
	/** The rules that the signed policy fails a check for. */
	readonly failing: () => readonly string[];
}): KnownNow {
	const { disk, root, config, artefacts, designPath } = deps;
	const texts = createKnownTexts(deps);
	const located = createLocate({
		...{ config, artefacts, designPath },
		agreed: { read: (path) => texts.agreed(path)?.text ?? null },
	});
	const cameFrom = createCameFrom({ disk, run: deps.run, folder: root, git: root });
	const names = new WeakMap<Finding, Named>();
	let kept: { readonly stamp: string; readonly baseline: Baseline | null } | null = null;
	let of: Artefacts | null = null;
	let byId: ReadonlyMap<ArtefactId, AnyArtefact> = new Map();

	/** One that a check refuses holds nothing here. */
	function baseline(): Baseline | null {
		const stamp = stampOfBaseline(disk, root);
		if (stamp === null) return null;
		if (kept?.stamp !== stamp) {
			const read = readBaseline(disk, root);
			kept = { stamp, baseline: read.ok ? read.value : null };
		}
		return kept.baseline;
	}

	function artefactOf({ artefact }: Finding): AnyArtefact | null {
		return artefact === null ? null : (byId.get(artefact) ?? null);
	}

	function textOf(finding: Finding, artefact: AnyArtefact | null): Lines | null {
		const { file, line } = finding;
		if (file !== null) return line === null || isOfFile(finding) ? null : texts.onDisk(file);
		if (artefact?.kind === 'design') return texts.design(artefact.design);
		if (finding.artefact === null) return null;
		const { stories, contexts } = config.paths;
		return texts.agreed(kindOf(finding.artefact) === 'story' ? stories : contexts);
	}

	function named(finding: Finding): Named {
		const artefact = artefactOf(finding);
		const [text, words] = [textOf(finding, artefact), artefact && wordsOf(artefact)];
		const before = names.get(finding);
		if (before?.text === text && before?.words === words) return before;
		const lineAt = (_: string, line: number) => text?.lines[line - 1] ?? null;
		const now = { text, words, fingerprint: fingerprintOf(located(finding), lineAt), key: null };
		names.set(finding, now);
		return now;
	}

	function fingerprint(finding: Finding, at?: string): string {
		const { text, fingerprint: here } = named(finding);
		if (at === undefined) return here;
		const lineAt = (_: string, line: number) => text?.lines[line - 1] ?? null;
		return fingerprintOf({ ...located(finding), file: at }, lineAt);
	}

	function keyOf(finding: Finding): string {
		const name = names.get(finding) ?? named(finding);
		name.key ??= knownKey(finding, artefactOf(finding), name.text?.lines ?? []);
		return name.key;
	}

	return {
		isThere: () => stampOfBaseline(disk, root) !== null,
		among(findings) {
			const there = baseline();
			if (there === null) return NONE;
			texts.lookAgain();
			const all = artefacts();
			if (of !== all) byId = artefactsById(all);
			of = all;
			const known = knownAmong(findings, {
				...{ baseline: there, failing: deps.failing(), fingerprint, cameFrom },
				fileOf: (finding) => located(finding).file,
			});
			return new Map(
				findings.flatMap((one) => (known.findings.has(one) ? [[one, keyOf(one)] as const] : [])),
			);
		},
	};
}
