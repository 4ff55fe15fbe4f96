/** What the rules say about the documents as they read now, by this checkout's conventions. */
import type { ArtefactReader } from '#server/artefact-reader.ts';
import type { SettingsSource } from '#server/files/config/settings-source.ts';
import { designFileOf } from '#server/files/design/design-owner.ts';
import type { Files } from '#server/files/files.ts';
import type { Journal } from '#server/log/journal.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import { createChecker } from '#shared/trace/checker.ts';
import { type Conventions, conventionsOf } from '#shared/trace/conventions.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { misplacedDesigns } from '#shared/trace/misplaced-designs.ts';
import type { Settings } from '#shared/trace/settings.ts';

export interface Validation {
	/** The same object while nothing that it comes from is another. */
	conventions(): Conventions;
	/** What the rules say of these artefacts. */
	findings(artefacts: Artefacts): readonly Finding[];
	/** What only who sees the files can say; browsers are told. */
	ofFiles(): readonly Finding[];
}

export function createValidation(deps: {
	readonly journal: Journal;
	readonly files: Files;
	readonly reader: ArtefactReader;
	readonly settings: Pick<SettingsSource, 'current'>;
}): Validation {
	const { files, reader, settings } = deps;
	const checker = createChecker(files.designText);
	let held: { readonly of: readonly unknown[]; readonly conventions: Conventions } | null = null;
	let checked: { readonly of: readonly unknown[]; readonly findings: readonly Finding[] } | null =
		null;

	function conventions(): Conventions {
		const now: Settings = settings.current();
		const { failing } = deps.journal.ledger.state().policy;
		const of = [now, failing];
		if (held === null || !isSame(held.of, of)) {
			held = { of, conventions: conventionsOf(now, failing) };
		}
		return held.conventions;
	}

	function findings(artefacts: Artefacts): readonly Finding[] {
		const of = [artefacts, conventions()];
		if (checked === null || !isSame(checked.of, of)) {
			checked = {
				of,
				findings: [...checker(artefacts, conventions()), ...reader.findings()],
			};
		}
		return checked.findings;
	}

	function ofFiles(): readonly Finding[] {
		const written = new Set(files.designIds());
		return misplacedDesigns(reader.contexts(), conventions(), {
			pathOf: (id) => (written.has(id) ? files.designPath(id) : null),
			ruledPath: (component) => designFileOf(files.config, component),
		});
	}

	return { conventions, findings, ofFiles };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
	return one.length === other.length && one.every((part, n) => part === other[n]);
}
