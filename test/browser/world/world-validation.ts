/** The real rules on a World's documents, beside the Findings that a test puts there. */
import type { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import type { Designs } from '#client/state/artefact/designs.svelte.ts';
import { Findings } from '#client/state/findings/findings.svelte.ts';
import { KnownFindings } from '#client/state/findings/known-findings.ts';
import { Validation } from '#client/state/findings/validation.svelte.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { Origin } from '#shared/doc/origin.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Observed } from '#shared/protocol/log.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { EVERY_PRACTICE } from '#shared/trace/practices.ts';

interface Checked {
	readonly findings: readonly Finding[];
	readonly observed: Observed | null;
	/** Whether the rules look too. */
	readonly checks: boolean;
}

export function validationOf(
	world: Checked,
	parts: {
		readonly index: ArtefactIndex;
		readonly designs: Designs;
		readonly replicas: Replicas;
		readonly origin: Origin;
	},
) {
	const { index, designs, replicas } = parts;
	const settings = { preset: 'typescript', rules: {}, paths: [], templates: {} };
	const rules = new Findings(index, designs, replicas, {
		...{ settings, failing: [], practices: EVERY_PRACTICE },
		onChange() {},
	});
	const findings = (id?: ArtefactId): readonly Finding[] => [
		...world.findings.filter(({ artefact }) => id === undefined || artefact === id),
		...(world.checks ? rules.of(id) : []),
	];
	const validation = new Validation({ ...parts, findings: rules, lifecycle: { findings } });
	const known = new KnownFindings({
		index,
		observed: () => world.observed,
		lists: () => [world.findings, rules.of()],
	});
	return { validation, found: { findings, isKnown: (finding: Finding) => known.has(finding) } };
}
