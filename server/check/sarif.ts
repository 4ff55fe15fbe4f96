/**
 * A report as SARIF 2.1.0, as code scanning takes it.
 *
 * Paths are relative to the top of the git repository, whichever folder of it was checked. GitHub
 * refuses a run of more than 25,000 results and shows the 5,000 worst: the worst go first, and what is
 * left out is said in a notification.
 */

import { plainLine } from '#server/check/plain-line.ts';
import type { SourceAt } from '#server/check/print-findings.ts';
import type { CheckFinding, CheckReport } from '#server/check/report.ts';
import { type KnownRule, RULE_CATALOGUE } from '#server/check/rule-catalogue.ts';
import { hashOf } from '#shared/hash.ts';

/** What GitHub stores of one run. */
const MOST = 5_000;
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';

/**
 * `sourceAt` gives the lines that fingerprints are made of, so that a moved line stays itself; `inside`
 * is where the folder lies in its repository, with a slash behind it.
 */
export function sarifOf(
	report: CheckReport,
	findings: readonly CheckFinding[],
	version: string,
	sourceAt: SourceAt,
	inside = '',
) {
	const sorted = findings.toSorted((a, b) => rankOf(a) - rankOf(b));
	const kept = sorted.slice(0, MOST);
	const ids = [...new Set(kept.map(({ rule }) => rule))].sort();
	const indexOf = new Map(ids.map((id, n) => [id, n]));
	const fingerprintOf = createFingerprints(sourceAt);
	return {
		$schema: SCHEMA,
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						...{ name: 'Lintel', version, semanticVersion: version },
						rules: ids.map((id) => descriptorOf(id, RULE_CATALOGUE.get(id))),
					},
				},
				automationDetails: { id: `lintel-check/${inside}` },
				columnKind: 'utf16CodeUnits',
				originalUriBaseIds: {
					'%SRCROOT%': { description: { text: 'The root of the repository.' } },
				},
				invocations: [invocationOf(report, findings.length - kept.length)],
				results: kept.map((finding) => ({
					ruleId: finding.rule,
					ruleIndex: indexOf.get(finding.rule) ?? -1,
					level: levelOf(finding),
					message: {
						text: [finding.message, finding.fix].filter(Boolean).map(plainLine).join(' '),
					},
					locations: [{ physicalLocation: locationOf(finding, inside) }],
					partialFingerprints: { primaryLocationLineHash: fingerprintOf(finding) },
				})),
			},
		],
	};
}

function descriptorOf(id: string, known: KnownRule | undefined) {
	const says = known?.says ?? id;
	return {
		id,
		name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
		shortDescription: { text: says },
		fullDescription: { text: says },
		help: {
			text: `${says} Each finding says what to do about it.`,
			markdown: `**${id}**: ${says}\n\nEach finding says what to do about it. \`lintel check --rule ${id}\` tells those of this rule alone.`,
		},
		defaultConfiguration: { level: LEVELS[known?.severity ?? 'warning'] },
		properties: { tags: ['lintel', known?.about ?? 'words'] },
	};
}

/** What fails the check is an error, whatever its rule is by itself. */
function levelOf({ failing, severity }: CheckFinding): 'error' | 'warning' | 'note' {
	return failing ? 'error' : LEVELS[severity];
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

function rankOf(finding: CheckFinding): number {
	return ['error', 'warning', 'note'].indexOf(levelOf(finding));
}

/** A Finding without a file is about the repository: its settings are the place to look. */
function locationOf({ file, line, column, endColumn }: CheckFinding, inside: string) {
	const startColumn = column ?? 1;
	return {
		artifactLocation: {
			uri: uriOf(`${inside}${file ?? 'lintel.config.json'}`),
			uriBaseId: '%SRCROOT%',
		},
		region: {
			...{ startLine: Math.max(1, line ?? 1), startColumn },
			...(endColumn === null ? {} : { endColumn }),
		},
	};
}

/** A path that a document gives may hold half a character, which no URI can. */
function uriOf(path: string): string {
	return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

function invocationOf({ checkout, root }: CheckReport, leftOut: number) {
	const more = `${leftOut} more findings were left out: code scanning stores ${MOST} of a run.`;
	return {
		executionSuccessful: true,
		...(leftOut === 0
			? {}
			: { toolExecutionNotifications: [{ level: 'warning', message: { text: more } }] }),
		properties: { checkout, root: root?.id ?? null, pinned: root?.pinned ?? false },
	};
}

/** The rule, the file and the words of the line; equal ones are told apart by counting. */
function createFingerprints(sourceAt: SourceAt): (finding: CheckFinding) => string {
	const seen = new Map<string, number>();
	const lines = new Map<string, readonly string[]>();

	function wordsOf({ file, line }: CheckFinding): string {
		if (file === null || line === null || file.startsWith('.lintel/')) return '';
		const known = lines.get(file) ?? (sourceAt(file) ?? '').split('\n');
		lines.set(file, known);
		return (known[line - 1] ?? '').trim();
	}

	return (finding) => {
		const { rule, file, artefact } = finding;
		const hash = hashOf(JSON.stringify([rule, file, artefact, wordsOf(finding)])).slice(0, 32);
		const count = (seen.get(hash) ?? 0) + 1;
		seen.set(hash, count);
		return `${hash}:${count}`;
	};
}
