/**
 * What a checkout's evidence has to say: runs that failed, runs that are of something else, criteria
 * that no test covers, and tests whose words name nothing. Said only where an owner turned evidence on.
 */
import { append } from '#shared/append.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Story } from '#shared/artefact/story.ts';
import { assertionFindings } from '#shared/evidence/assertions.ts';
import { type Coverage, coverageOf, type TestFile } from '#shared/evidence/coverage.ts';
import { type CriterionNames, criterionNames } from '#shared/evidence/criterion-names.ts';
import { declaredTests } from '#shared/evidence/declared-tests.ts';
import type { RollUp } from '#shared/evidence/roll-up.ts';
import type { SeenEvidence } from '#shared/evidence/seen-evidence.ts';
import type { ArtefactId, ComponentId } from '#shared/id.ts';
import type { EvidenceRules } from '#shared/lifecycle/evidence-rules.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface EvidenceInHand {
	readonly rules: EvidenceRules | undefined;
	readonly artefacts: Artefacts;
	readonly seen: RollUp & { readonly evidence: ReadonlyMap<ArtefactId, SeenEvidence> };
	/** The test file of a Design; null where there is none. */
	readonly testOf: (design: ComponentId) => TestFile | null;
	/** The Design's own file and Markdown. */
	readonly designFile: (design: ComponentId) => {
		readonly file: string;
		readonly markdown: string;
	};
}

export function evidenceFindings(hand: EvidenceInHand): readonly Finding[] {
	const { rules, artefacts, seen } = hand;
	if (rules?.on !== true) return [];
	const covered = new Set<string>();
	const findings: Finding[] = [];
	for (const { id, component } of artefacts.designs) {
		const run = seen.evidence.get(id);
		for (const one of run?.criteria ?? []) covered.add(one.id);
		if (run?.result === 'red') findings.push(redRun(id, component, run));
		if (run?.result === 'outdated') findings.push(outdatedRun(id, component, run));
		const file = seen.implemented.has(id) ? hand.testOf(id) : null;
		if (file === null) continue;
		const written = writtenIn(file, artefacts.stories);
		for (const one of written.criteria) covered.add(one.id);
		append(findings, written.findings);
		if (rules.testsFirst === true) append(findings, assertionFindings(hand.designFile(id), file));
	}
	for (const { id, criteria } of artefacts.stories) {
		// Nobody tests what nobody built.
		if (!seen.implemented.has(id)) continue;
		for (const one of criteria) if (!covered.has(one.id)) findings.push(uncovered(id, one));
	}
	return findings;
}

/** Kept while neither the file nor the Stories are another object. */
const known = new WeakMap<
	TestFile,
	{ readonly of: readonly Story[]; readonly coverage: Coverage }
>();
let lastNames: { readonly of: readonly Story[]; readonly names: CriterionNames } | null = null;

function writtenIn(file: TestFile, of: readonly Story[]): Coverage {
	const before = known.get(file);
	if (before?.of === of) return before.coverage;
	if (lastNames?.of !== of) lastNames = { of, names: criterionNames(of) };
	const coverage = coverageOf(file, declaredAs(file), lastNames.names);
	known.set(file, { of, coverage });
	return coverage;
}

/** Every test that the file declares, as if it had been run. */
function declaredAs(file: TestFile) {
	return declaredTests(file.path, file.text).map(({ name }) => {
		return { file: file.path, owner: null, path: [name], result: 'passed' as const, tags: [] };
	});
}

const nowhere = { field: null, place: null, file: null, line: null };

function redRun(artefact: ComponentId, name: string, { because }: SeenEvidence): Finding {
	return {
		...{ rule: 'run-red', severity: 'warning', artefact, ...nowhere },
		message: `${name}: ${because}`,
		fix: 'Mend the code or the test, then run lintel verify.',
	};
}

function outdatedRun(artefact: ComponentId, name: string, { because }: SeenEvidence): Finding {
	return {
		...{ rule: 'run-outdated', severity: 'info', artefact, ...nowhere },
		message: `${name}: ${because}`,
		fix: 'Run lintel verify, or undo the change: either gives its evidence back.',
	};
}

function uncovered(
	artefact: ArtefactId,
	{ id, text }: { readonly id: string; readonly text: string },
): Finding {
	const words = text.length > 120 ? `${text.slice(0, 119)}…` : text;
	return {
		...{ rule: 'criterion-uncovered', severity: 'info', artefact, ...nowhere },
		field: `criteria/${id}`,
		message: `No test covers the criterion “${words}”.`,
		fix: `Write one, and name the criterion in it: [${id}] in its name, or a comment “covers: ${id}” above it. A suite called like the story counts once its tests ran.`,
	};
}
