/** A test report, from its bytes: whatever is wrong with it is a refusal with its place, never a throw. */
import { readCucumber } from '#server/evidence/readers/cucumber.ts';
import { readGo } from '#server/evidence/readers/go.ts';
import { readJunit } from '#server/evidence/readers/junit.ts';
import { readTap } from '#server/evidence/readers/tap.ts';
import { unreadable } from '#server/evidence/readers/unreadable.ts';
import { readVitest } from '#server/evidence/readers/vitest.ts';
import type { TestReport } from '#shared/evidence/report.ts';
import type { ReportFormat } from '#shared/lifecycle/evidence-rules.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

export const MOST_REPORT_BYTES = 64 * 1024 * 1024;

const READERS: Readonly<Record<ReportFormat, (text: string) => Result<TestReport, Refusal>>> = {
	junit: readJunit,
	vitest: readVitest,
	tap: readTap,
	go: readGo,
	cucumber: readCucumber,
};

/** Without a format, the one that its beginning looks like. */
export function readReport(bytes: Uint8Array, format?: ReportFormat): Result<TestReport, Refusal> {
	if (bytes.length > MOST_REPORT_BYTES) {
		return err(unreadable(`it has more than ${MOST_REPORT_BYTES / 1024 / 1024} MiB`, SPLIT));
	}
	const text = decode(bytes);
	if (!text.ok) return text;
	if (text.value.trim() === '') return err(unreadable('it is empty'));
	const chosen = format ?? formatOf(text.value);
	if (chosen === null) return err(unreadable('it looks like none of the formats', NAME_IT));
	const report = READERS[chosen](text.value);
	if (report.ok && report.value.tests.length === 0) return err(unreadable('it tells of no test'));
	return report;
}

const SPLIT = 'Let the runner leave out what the tests print, or run fewer tests at once.';
const NAME_IT =
	'Give one of JUnit XML, Vitest or Jest JSON, TAP, go test -json or Cucumber messages, and name it with --format.';

function decode(bytes: Uint8Array): Result<string, Refusal> {
	const [a, b] = bytes;
	const name =
		a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
	try {
		return ok(new TextDecoder(name, { fatal: true }).decode(bytes));
	} catch {
		return err(unreadable(`its bytes are no ${name.toUpperCase()}`));
	}
}

/** Runners print what they like before a report: the first line that is one decides. */
function formatOf(text: string): ReportFormat | null {
	const start = text.trimStart().slice(0, 4_000);
	if (start.startsWith('<')) return 'junit';
	if (/^(?:TAP version 1[34]|(?:not )?ok\b|1\.\.\d)/m.test(start)) return 'tap';
	if (!start.startsWith('{')) return /^\{"(?:Time|ImportPath|Action)":/m.test(start) ? 'go' : null;
	const line = start.split('\n', 1)[0] ?? '';
	if (/"Action":/.test(line)) return 'go';
	return /^\{"(?:meta|source|gherkinDocument|pickle)":/.test(line) ? 'cucumber' : 'vitest';
}
