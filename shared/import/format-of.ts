import type { ImportFormat } from '#shared/import/reading.ts';

/** Which format a file has, by its path where that says so, else by what it holds. */
export function formatOf(path: string, text: string): ImportFormat {
	const place = `/${path.replaceAll('\\', '/')}`;
	return byPath(place) ?? byContent(text);
}

function byPath(place: string): ImportFormat | null {
	if (/\.feature$/i.test(place)) return 'gherkin';
	if (/\.(?:csv|tsv)$/i.test(place)) return 'csv';
	if (/\/\.kiro\/.*requirements\.md$/i.test(place)) return 'kiro';
	if (/\/openspec\/.*spec\.md$/i.test(place)) return 'openspec';
	if (/\/\.?backlog\/(?:tasks|drafts|completed|archive\/tasks)\/[^/]+\.md$/i.test(place)) {
		return 'backlog';
	}
	return null;
}

/** Enough of a file to know it by; a glossary may come before the first requirement. */
const HEAD = 64 * 1024;

function byContent(text: string): ImportFormat {
	const head = text.slice(0, HEAD);
	if (/^<!-- AC:BEGIN -->/m.test(head) || /^---\r?\nid: (?:task|back)-\d/i.test(head))
		return 'backlog';
	if (/^### Requirement: /m.test(head) && /^#### Scenario: /m.test(head)) return 'openspec';
	if (/^### User Story \d+ - .{1,200}\(Priority: /m.test(head)) return 'spec-kit';
	if (/^# Feature Specification: /m.test(head)) return 'spec-kit';
	if (/^### Requirement \d+/m.test(head) && /^#### Acceptance Criteria/im.test(head)) return 'kiro';
	if (/^(?:[@#][^\n]{0,500}\n){0,9}Feature: .*\n/.test(head) && /^\s+Scenario/m.test(head))
		return 'gherkin';
	return 'stories';
}
